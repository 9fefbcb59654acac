from sales_mgmt.documents.filling.typed_number import check_typed_number
from sales_mgmt.documents.making.fetched import check_fetched_lines, fill_from_origins, read_origins
from sales_mgmt.documents.making.reversed_lines import (
	check_billed_lines,
	check_returned_customer,
	fill_from_billed,
	read_billed_lines,
)
from sales_mgmt.documents.making.supplied import rate_by_supply
from sales_mgmt.documents.state.queued import check_not_queued
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.forms.credit_balance import credit_balance
from sales_mgmt.forms.shown import ShownDocument
from sales_mgmt.posting.reading.open_entries import read_entries
from sales_mgmt.posting.road.posted import PostedBySubmit
from sales_mgmt.posting.sale.credit_memo import prepare_credit_memo, write_credit_memo
from sales_mgmt.rates.numbers import allows_typing
from sales_mgmt.settings import get_settings


class SalesCreditMemo(PostedBySubmit, ShownDocument):
	"""Gives money back, and takes goods back where they come (domain A13). Submitting posts it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.receivables.doctype.customer_payment_application.customer_payment_application import (
			CustomerPaymentApplication,
		)
		from sales_mgmt.sales_mgmt.doctype.item_charge_assignment.item_charge_assignment import (
			ItemChargeAssignment,
		)
		from sales_mgmt.sales_mgmt.doctype.sales_credit_memo_line.sales_credit_memo_line import (
			SalesCreditMemoLine,
		)

		amount: DF.Currency
		amount_including_vat: DF.Currency
		amount_including_vat_lcy: DF.Currency
		amount_lcy: DF.Currency
		applications: DF.Table[CustomerPaymentApplication]
		bill_to_address: DF.Link | None
		bill_to_address_display: DF.SmallText | None
		bill_to_customer: DF.Link | None
		bill_to_name: DF.Data | None
		business_posting_group: DF.Link | None
		cancelled_by: DF.Link | None
		charge_assignments: DF.Table[ItemChargeAssignment]
		contact: DF.Link | None
		corrects_invoice: DF.Link | None
		currency: DF.Link | None
		customer: DF.Link
		customer_ledger_entry: DF.Link | None
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
		is_cancellation: DF.Check
		language: DF.Link | None
		lines: DF.Table[SalesCreditMemoLine]
		location: DF.Link | None
		naming_series: DF.Literal["SCM-.#####"]
		package_tracking_no: DF.Data | None
		payment_discount_date: DF.Date | None
		payment_discount_percent: DF.Percent
		payment_method: DF.Link | None
		payment_terms: DF.Link | None
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		posting_job_error: DF.SmallText | None
		posting_job_status: DF.Literal["", "Queued", "Error"]
		price_group: DF.Link | None
		prices_include_vat: DF.Check
		printed_as: DF.LongText | None
		remaining_amount: DF.Currency
		return_order: DF.Link | None
		rounding_amount: DF.Currency
		salesperson: DF.Link | None
		ship_to_address: DF.Link | None
		ship_to_address_display: DF.SmallText | None
		shipping_agent: DF.Link | None
		shipping_agent_service: DF.Link | None
		status: DF.Literal[
			"Open", "Pending Approval", "Released", "Unapplied", "Partly Applied", "Applied", "Cancelled"
		]
		times_printed: DF.Int
		times_sent: DF.Int
		vat_amount: DF.Currency
		vat_amount_lcy: DF.Currency
		vat_business_group: DF.Link | None
		vat_date: DF.Date | None
		your_reference: DF.Data | None
	# end: auto-generated types

	correction_hint = sentence("Use Cancel Credit Memo if it cancels an invoice, else post another invoice.")

	def validate(self) -> None:
		self.clear_posted_fields()
		check_typed_number(self)
		super().validate()

	def onload(self) -> None:
		super().onload()
		self.set_onload("may_type_number", self.docstatus == 0 and allows_typing("posted_credit_memo_series"))
		if self.docstatus == 0 and self.applications:
			self.set_onload("credit", credit_balance(self))
		if self.is_cancellation and get_settings().external_document_no_mandatory:
			self.set_onload("asks_external_number", True)

	def complete(self) -> None:
		self.flags.origins = read_origins(self)
		self.flags.billed = read_billed_lines(self)
		rate_by_supply(self, self.flags.origins)
		fill_from_origins(self, self.flags.origins)
		fill_from_billed(self, self.flags.billed)
		super().complete()
		self.fill_applications()

	def line_findings(self) -> list[Finding]:
		return [
			*super().line_findings(),
			*check_fetched_lines(self, self.flags.origins),
			*check_billed_lines(self, self.flags.billed),
			*check_returned_customer(self),
		]

	def fill_applications(self) -> None:
		"""Show what every row reduces: the invoice, its due date and what is left of it."""
		entries = read_entries([row.entry for row in self.applications if row.entry], lock=False)
		for row in self.applications:
			if entry := entries.get(row.entry):
				row.sales_invoice = entry.document_name if entry.document_doctype == "Sales Invoice" else None
				row.due_date, row.remaining_amount = entry.due_date, entry.remaining_amount

	def clear_posted_fields(self) -> None:
		"""What posting fills can not be typed beforehand, except the number where its series allows that."""
		self.customer_ledger_entry = None
		self.remaining_amount = 0

	def on_trash(self) -> None:
		check_not_queued(self)
		super().on_trash()

	def before_submit(self) -> None:
		super().before_submit()
		self.flags.prepared = prepare_credit_memo(self)

	def on_submit(self) -> None:
		if not self.flags.born_posted:
			write_credit_memo(self, self.flags.prepared)
