import frappe
from frappe import _
from frappe.utils import flt

from sales_mgmt.ownership import Guarded
from sales_mgmt.rates.formulas import check_formula
from sales_mgmt.texts.messages import said


class PaymentTerms(Guarded):
	"""When an invoice is due, and until when paying it earns a discount (domain A31)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data
		description: DF.Data | None
		discount_date_calculation: DF.Data | None
		discount_on_credit_memos: DF.Check
		discount_percent: DF.Percent
		due_date_calculation: DF.Data | None
	# end: auto-generated types

	def validate(self) -> None:
		check_formula(self, "due_date_calculation")
		check_formula(self, "discount_date_calculation")
		self.check_discount_percent()

	def check_discount_percent(self) -> None:
		if not 0 <= flt(self.discount_percent) <= 100:
			frappe.throw(
				said(_("{0} must lie between 0 and 100.")).format(_(self.meta.get_label("discount_percent")))
			)
