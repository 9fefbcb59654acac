import frappe
from frappe import _
from frappe.contacts.address_and_contact import delete_contact_and_address, load_address_and_contact
from frappe.utils import escape_html

from sales_mgmt.access.permissions import require
from sales_mgmt.customers.language import SpeaksByChoice
from sales_mgmt.forms.customer_figures import statistics
from sales_mgmt.forms.headlines.read import customer_headlines
from sales_mgmt.masters.addresses import displays
from sales_mgmt.masters.carriers import check_service
from sales_mgmt.money.exposure import read_exposure
from sales_mgmt.ownership import Guarded
from sales_mgmt.print_formats.chosen import check_choices
from sales_mgmt.texts.customer_names import customer_named
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.texts.of_frappe import shown_values


class Customer(SpeaksByChoice, Guarded):
	"""Who buys, and how: terms, groups, limits (domain A02, A23)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.print_format_choice.print_format_choice import PrintFormatChoice

		application_method: DF.Literal["Manual", "Apply to Oldest"]
		bill_to_customer: DF.Link | None
		blocked: DF.Literal["", "Ship", "Invoice", "All"]
		business_posting_group: DF.Link
		combine_shipments: DF.Check
		credit_limit: DF.Currency
		currency: DF.Link | None
		customer_name: DF.Data
		customer_posting_group: DF.Link
		customer_template: DF.Link | None
		discount_group: DF.Link | None
		document_sending_profile: DF.Link | None
		invoice_discount_terms: DF.Link | None
		language: DF.Link | None
		location: DF.Link | None
		naming_series: DF.Literal["C-.#####"]
		payment_method: DF.Link | None
		payment_terms: DF.Link | None
		price_group: DF.Link | None
		prices_include_vat: DF.Check
		print_formats: DF.Table[PrintFormatChoice]
		salesperson: DF.Link | None
		shipment_method: DF.Link | None
		shipping_advice: DF.Literal["Partial", "Complete"]
		shipping_agent: DF.Link | None
		shipping_agent_service: DF.Link | None
		tax_id: DF.Data | None
		vat_business_group: DF.Link
	# end: auto-generated types

	def onload(self) -> None:
		self.load_addresses_and_contacts()
		if not self.is_new():
			exposure = read_exposure(self.name)
			self.set_onload("statistics", statistics(self, exposure))
			self.set_onload("headlines", customer_headlines(self, exposure))

	def load_addresses_and_contacts(self) -> None:
		"""For Frappe's boxes on the form, which show as HTML what is text here."""
		load_address_and_contact(self)
		loaded = self.get("__onload")
		shown = displays(loaded.addr_list)
		addresses = [
			{**shown_values(row), "display": "<br>".join(map(escape_html, lines.splitlines()))}
			for row, lines in zip(loaded.addr_list, shown, strict=True)
		]
		self.set_onload("addr_list", addresses)
		self.set_onload("contact_list", [shown_values(row) for row in loaded.contact_list])

	def validate(self) -> None:
		self.clear_service_without_agent()
		check_service(self)
		self.check_bill_to_customer()
		check_choices(self)

	def clear_service_without_agent(self) -> None:
		if not self.shipping_agent:
			self.shipping_agent_service = None

	def check_bill_to_customer(self) -> None:
		if self.bill_to_customer == self.name:
			self.bill_to_customer = None
		if self.bill_to_customer and frappe.db.get_value(
			"Customer", self.bill_to_customer, "bill_to_customer"
		):
			frappe.throw(
				said(
					_(
						"Customer {0} is billed through another customer itself. Choose the one that gets the invoices."
					)
				).format(bold(customer_named(self.bill_to_customer)))
			)

	def before_rename(self, old: str, new: str, merge: bool = False) -> None:
		"""Merging ends one of the two customers, so it takes the right to delete (E28)."""
		if merge:
			require("Customer", "delete", old)

	def on_trash(self) -> None:
		"""E22: ledger entries need their customer."""
		if frappe.db.exists("Customer Ledger Entry", {"customer": self.name}):
			frappe.throw(
				said(
					_("Customer {0} has ledger entries and can not be deleted. Block the customer instead.")
				).format(bold(self.customer_name)),
				frappe.LinkExistsError,
			)
		delete_contact_and_address("Customer", self.name)
