from collections.abc import Iterable

import frappe
from frappe import _

from sales_mgmt.archive.keeping import keep_deleted
from sales_mgmt.documents.filling.defaults import fill_shipment_date
from sales_mgmt.documents.filling.handling import check_may_change
from sales_mgmt.documents.filling.wholes import BILLED, number_wholes
from sales_mgmt.documents.state.counters import follow_progress, keep_posted
from sales_mgmt.documents.state.lifecycle import check_locked_lines
from sales_mgmt.documents.state.quantities import check_order_quantities, fill_quantities
from sales_mgmt.documents.state.queued import check_not_queued
from sales_mgmt.findings.finding import Finding
from sales_mgmt.forms.shown import ShownDocument
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.texts.messages import bold, said

POSTED_COUNTERS = ("quantity_shipped", "quantity_invoiced", "quantity_cancelled", *BILLED)
POSTED_STATUSES = ("shipping_status", "invoicing_status", "close_reason")


class SalesOrder(ShownDocument):
	"""Stays editable between partial postings (domain A05); what is posted of it is counted on its lines."""

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
		close_reason: DF.SmallText | None
		contact: DF.Link | None
		currency: DF.Link | None
		customer: DF.Link
		customer_name: DF.Data | None
		customer_posting_group: DF.Link | None
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
		invoicing_status: DF.Literal["Not Invoiced", "Partly Invoiced", "Invoiced"]
		language: DF.Link | None
		lines: DF.Table[SalesLine]
		location: DF.Link | None
		naming_series: DF.Literal["SO-.#####"]
		order_date: DF.Date | None
		payment_discount_date: DF.Date | None
		payment_discount_percent: DF.Percent
		payment_method: DF.Link | None
		payment_terms: DF.Link | None
		posting_date: DF.Date | None
		posting_job_error: DF.SmallText | None
		posting_job_status: DF.Literal["", "Queued", "Error"]
		price_group: DF.Link | None
		prices_include_vat: DF.Check
		promised_delivery_date: DF.Date | None
		quote: DF.Link | None
		requested_delivery_date: DF.Date | None
		return_order: DF.Link | None
		rounding_amount: DF.Currency
		salesperson: DF.Link | None
		ship_to_address: DF.Link | None
		ship_to_address_display: DF.SmallText | None
		shipment_date: DF.Date | None
		shipment_method: DF.Link | None
		shipping_advice: DF.Literal["Partial", "Complete"]
		shipping_agent: DF.Link | None
		shipping_agent_service: DF.Link | None
		shipping_status: DF.Literal["Not Shipped", "Partly Shipped", "Shipped"]
		shipping_time: DF.Data | None
		status: DF.Literal["Open", "Pending Approval", "Pending Prepayment", "Released", "Completed"]
		times_printed: DF.Int
		times_sent: DF.Int
		vat_amount: DF.Currency
		vat_amount_lcy: DF.Currency
		vat_business_group: DF.Link | None
		your_reference: DF.Data | None
	# end: auto-generated types

	closed_statuses = ("Completed",)

	def validate(self) -> None:
		keep_posted(self, POSTED_COUNTERS, POSTED_STATUSES)
		super().validate()
		if stored := self.get_doc_before_save():
			check_may_change(self, stored)

	def complete(self) -> None:
		super().complete()
		number_wholes(self, self.get_doc_before_save())
		fill_shipment_date(self)
		self.suggest_complete_delivery()
		fill_quantities(self)
		follow_progress(self)

	def line_findings(self) -> list[Finding]:
		findings = super().line_findings()
		if stored := self.get_doc_before_save():
			findings += check_locked_lines(self, stored)
		return findings or check_order_quantities(self)

	def blank_dependents(self, header: Iterable[str], lines: dict[str, set[str]]) -> None:
		super().blank_dependents(header, lines)
		if {"customer", "shipping_advice"}.intersection(header):
			self.flags.typed_to_ship = {name for name, changed in lines.items() if "qty_to_ship" in changed}

	def suggest_complete_delivery(self) -> None:
		"""An order that has just become one for complete delivery ships everything, except what is typed with it."""
		typed = self.flags.pop("typed_to_ship", None)
		if typed is None or self.shipping_advice != "Complete":
			return
		for line in self.lines:
			if line.name not in typed:
				line.qty_to_ship = line.qty_to_invoice = None

	def on_trash(self) -> None:
		"""Looks again, with the order locked: it may have been shipped since it was read."""
		check_not_queued(self)
		stored = frappe.get_doc(self.doctype, self.name, for_update=True)
		if any(quantity(line.quantity_shipped) for line in stored.lines):
			frappe.throw(said(_("Order {0} has shipments and can not be deleted.")).format(bold(self.name)))
		keep_deleted(self)


def on_doctype_update() -> None:
	"""What a customer has on order is asked with every calculation, what is under way by reports, both among the orders of
	all years."""
	frappe.db.add_index("Sales Order", ["bill_to_customer", "status"])
	frappe.db.add_index("Sales Order", ["status", "shipment_date"])
