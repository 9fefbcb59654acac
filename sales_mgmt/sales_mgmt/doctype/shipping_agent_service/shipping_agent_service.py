from sales_mgmt.ownership import Guarded
from sales_mgmt.rates.formulas import check_formula


class ShippingAgentService(Guarded):
	"""How an agent carries goods, and how long that takes (domain A26)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data
		description: DF.Data | None
		shipping_agent: DF.Link
		shipping_time: DF.Data | None
	# end: auto-generated types

	def validate(self) -> None:
		check_formula(self, "shipping_time")
