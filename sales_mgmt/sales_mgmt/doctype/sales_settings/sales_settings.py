import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.documents.formulas import check_formula


class SalesSettings(Document):
	"""The switches of the company (domain 5). Read through the cache, never written by a posting."""

	def validate(self) -> None:
		check_formula(self, "quote_validity")
		self.check_local_currency()

	def check_local_currency(self) -> None:
		stored = self.get_doc_before_save()
		if not stored or not stored.local_currency or stored.local_currency == self.local_currency:
			return
		if frappe.db.exists("General Ledger Entry", {}):
			frappe.throw(
				_(
					"The ledgers are kept in {0}. The local currency can not be changed once something is posted."
				).format(frappe.bold(stored.local_currency))
			)
