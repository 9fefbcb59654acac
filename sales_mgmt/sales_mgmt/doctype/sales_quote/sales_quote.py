from collections.abc import Iterable

import frappe
from frappe.utils import formatdate, getdate

from sales_mgmt.archive.keeping import keep_deleted, quote_policy
from sales_mgmt.customers.prospects import customers_of, name_of
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.forms.shown import ShownDocument

ORDERS_COUNT = (
	"quantity_shipped",
	"quantity_invoiced",
	"quantity_cancelled",
	"outstanding_quantity",
	"qty_shipped_not_invoiced",
)
OF_CONTACT = ("ship_to_address", "ship_to_address_display", "bill_to_address", "bill_to_address_display")


class SalesQuote(ShownDocument):
	"""An offer to a customer, or to a contact by a customer template. Moves nothing, is no demand (domain A03)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.item_charge_assignment.item_charge_assignment import (
			ItemChargeAssignment,
		)
		from sales_mgmt.sales_mgmt.doctype.sales_line.sales_line import SalesLine

		amount: DF.Currency
		amount_including_vat: DF.Currency
		amount_including_vat_lcy: DF.Currency
		amount_lcy: DF.Currency
		archived_versions: DF.Int
		bill_to_address: DF.Link | None
		bill_to_address_display: DF.SmallText | None
		bill_to_customer: DF.Link | None
		bill_to_name: DF.Data | None
		business_posting_group: DF.Link | None
		charge_assignments: DF.Table[ItemChargeAssignment]
		contact: DF.Link | None
		currency: DF.Link | None
		customer: DF.Link | None
		customer_name: DF.Data | None
		customer_posting_group: DF.Link | None
		customer_template: DF.Link | None
		discount_group: DF.Link | None
		document_date: DF.Date
		document_date_by_hand: DF.Check
		due_date: DF.Date | None
		exchange_rate: DF.Float
		exchange_rate_by_hand: DF.Check
		external_document_no: DF.Data | None
		invoice_discount_amount: DF.Currency
		invoice_discount_calculation: DF.Literal["Percent", "Amount", "Terms"]
		invoice_discount_percent: DF.Percent
		invoice_discount_terms: DF.Link | None
		language: DF.Link | None
		lines: DF.Table[SalesLine]
		location: DF.Link | None
		lost_reason: DF.SmallText | None
		naming_series: DF.Literal["SQ-.#####"]
		payment_discount_date: DF.Date | None
		payment_discount_percent: DF.Percent
		payment_method: DF.Link | None
		payment_terms: DF.Link | None
		posting_date: DF.Date | None
		price_group: DF.Link | None
		prices_include_vat: DF.Check
		promised_delivery_date: DF.Date | None
		requested_delivery_date: DF.Date | None
		rounding_amount: DF.Currency
		salesperson: DF.Link | None
		ship_to_address: DF.Link | None
		ship_to_address_display: DF.SmallText | None
		shipment_date: DF.Date | None
		shipment_method: DF.Link | None
		shipping_advice: DF.Literal["Partial", "Complete"]
		shipping_agent: DF.Link | None
		shipping_agent_service: DF.Link | None
		shipping_time: DF.Data | None
		status: DF.Literal["Open", "Pending Approval", "Released", "Ordered", "Lost"]
		times_printed: DF.Int
		times_sent: DF.Int
		valid_until: DF.Date | None
		vat_amount: DF.Currency
		vat_amount_lcy: DF.Currency
		vat_business_group: DF.Link | None
		your_reference: DF.Data | None
	# end: auto-generated types

	closed_statuses = ("Ordered", "Lost")

	def onload(self) -> None:
		super().onload()
		self.set_onload("archive_quotes", quote_policy())

	def validate(self) -> None:
		self.fill_addressee()
		self.check_addressee()
		self.count_nothing()
		super().validate()
		self.check_validity()

	def check_validity(self) -> None:
		"""An offer does not end before it is made. One that was stored so before stays what it is until a date changes."""
		if not self.valid_until or not self.document_date:
			return
		made, ends, stored = (
			getdate(self.document_date),
			getdate(self.valid_until),
			self.get_doc_before_save(),
		)
		as_before = stored and (made, ends) == (getdate(stored.document_date), getdate(stored.valid_until))
		if ends < made and not as_before:
			message = sentence(
				"The quote is dated {0}, so it can not end on {1}. Choose a later day under Valid Until."
			)
			refuse([Finding("valid_until", message, (formatdate(made), formatdate(ends)))])

	def count_nothing(self) -> None:
		"""Its lines are those of orders too, but nothing of an offer is shipped, invoiced or waited for."""
		for line in self.lines:
			line.update(dict.fromkeys(ORDERS_COUNT, 0))

	def complete(self) -> None:
		self.fill_addressee()
		super().complete()

	def has_addressee(self) -> bool:
		return bool(self.customer or (self.contact and self.customer_template))

	def fill_addressee(self) -> None:
		"""A contact of exactly one customer speaks for it; any other one is the name of who gets the quote."""
		if self.customer or not self.contact:
			return
		contact = frappe.get_cached_doc("Contact", self.contact)
		customers = customers_of(contact)
		if len(customers) == 1:
			self.customer = customers[0]
		else:
			self.customer_name = name_of(contact)

	def check_addressee(self) -> None:
		"""Without a customer, only a template can say what things cost and which VAT there is."""
		if self.has_addressee():
			return
		if self.contact:
			message = sentence(
				"Contact {0} is no customer yet, so prices and VAT can not be computed. Choose a customer template."
			)
			refuse([Finding("template_missing", message, (self.contact,), link=("Contact", self.contact))])
		message = sentence("Choose a customer, or a contact together with a customer template.")
		refuse([Finding("addressee_missing", message)])

	def blank_dependents(self, header: Iterable[str], lines: dict[str, set[str]]) -> None:
		"""Another contact that is no customer lives elsewhere."""
		super().blank_dependents(header, lines)
		if "contact" in set(header) and not self.customer:
			self.update(dict.fromkeys(OF_CONTACT))

	def on_trash(self) -> None:
		keep_deleted(self)
