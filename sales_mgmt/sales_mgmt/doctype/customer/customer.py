import frappe
from frappe import _
from frappe.contacts.address_and_contact import delete_contact_and_address, load_address_and_contact
from frappe.model.document import Document


class Customer(Document):
	"""Who buys, and how: terms, groups, limits (domain A02, A23)."""

	def onload(self) -> None:
		load_address_and_contact(self)

	def validate(self) -> None:
		if self.bill_to_customer == self.name:
			self.bill_to_customer = None
		if self.bill_to_customer and frappe.db.get_value(
			"Customer", self.bill_to_customer, "bill_to_customer"
		):
			frappe.throw(
				_(
					"Customer {0} is billed through another customer itself. Choose the one that gets the invoices."
				).format(frappe.bold(self.bill_to_customer))
			)

	def on_trash(self) -> None:
		"""E22: ledger entries need their customer."""
		if frappe.db.exists("Customer Ledger Entry", {"customer": self.name}):
			frappe.throw(
				_(
					"Customer {0} has ledger entries and can not be deleted. Block the customer instead."
				).format(frappe.bold(self.name)),
				frappe.LinkExistsError,
			)
		delete_contact_and_address("Customer", self.name)
