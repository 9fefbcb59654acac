import frappe
from frappe import _

from sales_mgmt.archive.keeping import keep_deleted
from sales_mgmt.documents.filling.handling import check_may_change
from sales_mgmt.documents.filling.wholes import BILLED, number_wholes
from sales_mgmt.documents.making.return_words import in_words_of_returns
from sales_mgmt.documents.making.reversed_lines import (
	check_billed_lines,
	check_returned_customer,
	fill_from_billed,
	read_billed_lines,
)
from sales_mgmt.documents.making.supplied import rate_by_supply
from sales_mgmt.documents.state.counters import follow_progress, keep_posted
from sales_mgmt.documents.state.lifecycle import check_locked_lines
from sales_mgmt.documents.state.quantities import check_order_quantities, fill_quantities
from sales_mgmt.documents.state.queued import check_not_queued
from sales_mgmt.findings.finding import Finding
from sales_mgmt.forms.shown import ShownDocument
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.texts.messages import bold, said

POSTED_COUNTERS = ("quantity_shipped", "quantity_invoiced", "quantity_cancelled", *BILLED)
POSTED_STATUSES = ("receiving_status", "crediting_status")


class SalesReturnOrder(ShownDocument):
	"""Goods that are to come back, and what is given back for them (domain A14). The mirror image of an order."""

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
		crediting_status: DF.Literal["Not Credited", "Partly Credited", "Credited"]
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
		language: DF.Link | None
		lines: DF.Table[SalesLine]
		location: DF.Link | None
		naming_series: DF.Literal["SRO-.#####"]
		order_date: DF.Date | None
		package_tracking_no: DF.Data | None
		payment_discount_date: DF.Date | None
		payment_discount_percent: DF.Percent
		payment_method: DF.Link | None
		payment_terms: DF.Link | None
		posting_date: DF.Date | None
		posting_job_error: DF.SmallText | None
		posting_job_status: DF.Literal["", "Queued", "Error"]
		price_group: DF.Link | None
		prices_include_vat: DF.Check
		receiving_status: DF.Literal["Not Received", "Partly Received", "Received"]
		return_reason: DF.Link | None
		rounding_amount: DF.Currency
		salesperson: DF.Link | None
		ship_to_address: DF.Link | None
		ship_to_address_display: DF.SmallText | None
		shipping_agent: DF.Link | None
		shipping_agent_service: DF.Link | None
		status: DF.Literal["Open", "Pending Approval", "Released", "Completed"]
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
		self.flags.billed = read_billed_lines(self)
		rate_by_supply(self, {})
		fill_from_billed(self, self.flags.billed)
		self.fill_return_reasons()
		super().complete()
		number_wholes(self, self.get_doc_before_save())
		fill_quantities(self)
		follow_progress(self)

	def fill_return_reasons(self) -> None:
		"""The reason on the header is that of every line which has none. It may say where the goods are put."""
		for line in self.lines:
			line.return_reason = line.return_reason or self.return_reason
			if line.return_reason and not line.location and line.type == "Item":
				reason = frappe.get_cached_doc("Return Reason", line.return_reason)
				line.location = reason.default_location

	def line_findings(self) -> list[Finding]:
		# A negative line is a replacement, on its way to an order of its own.
		negative = {line.idx for line in self.lines if quantity(line.quantity) < 0}
		findings = [
			finding
			for finding in super().line_findings()
			if finding.code != "quantity" or finding.row not in negative
		]
		findings += check_billed_lines(self, self.flags.billed)
		findings += check_returned_customer(self)
		if stored := self.get_doc_before_save():
			findings += in_words_of_returns(check_locked_lines(self, stored))
		if findings:
			return findings
		checked = in_words_of_returns(check_order_quantities(self))
		return [finding for finding in checked if finding.row not in negative]

	def on_trash(self) -> None:
		check_not_queued(self)
		stored = frappe.get_doc(self.doctype, self.name, for_update=True)
		if any(quantity(line.quantity_shipped) for line in stored.lines):
			frappe.throw(
				said(_("Return order {0} has return receipts and can not be deleted.")).format(
					bold(self.name)
				)
			)
		keep_deleted(self)
