import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from sales_mgmt.storage.own_rows import OwnRows
from sales_mgmt.texts.messages import said


class VATPostingSetup(OwnRows):
	"""What VAT a pair of VAT groups carries, from when on, and where it is posted (domain 4.5)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.finance.doctype.vat_rate.vat_rate import VATRate

		calculation: DF.Literal["Normal VAT", "Reverse Charge"]
		rates: DF.Table[VATRate]
		sales_vat_account: DF.Link | None
		vat_business_group: DF.Link
		vat_clause: DF.SmallText | None
		vat_percent: DF.Percent
		vat_product_group: DF.Link
	# end: auto-generated types

	def validate(self) -> None:
		self.check_one_rate_a_day()

	def check_one_rate_a_day(self) -> None:
		days = set()
		for row in self.rates:
			day = getdate(row.starting_date)
			if day in days:
				frappe.throw(
					said(_("Row {0}: another rate starts on {1} already. Keep one of them.")).format(
						row.idx, formatdate(day)
					)
				)
			days.add(day)
