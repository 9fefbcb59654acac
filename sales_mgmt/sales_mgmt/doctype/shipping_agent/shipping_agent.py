import frappe
from frappe import _

from sales_mgmt.ownership import Guarded
from sales_mgmt.shipping.tracking import MARKS, is_address
from sales_mgmt.texts.messages import said


class ShippingAgent(Guarded):
	"""Who carries the goods, and where packages can be followed (domain A26)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data
		description: DF.Data | None
		tracking_url: DF.Data | None
	# end: auto-generated types

	def validate(self) -> None:
		if self.tracking_url and not is_address(self.tracking_url):
			frappe.throw(
				said(
					_(
						"Enter a tracking address that begins with https:// or http:// and has {0} after the name of the site,"
						" where the tracking number goes."
					)
				).format(MARKS[0])
			)
