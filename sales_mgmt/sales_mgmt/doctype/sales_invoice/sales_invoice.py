from sales_mgmt.documents.filling.typed_number import check_typed_number
from sales_mgmt.documents.making.fetched import check_fetched_lines, fill_from_origins, read_origins
from sales_mgmt.documents.making.supplied import rate_by_supply
from sales_mgmt.documents.state.queued import check_not_queued
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.forms.shown import ShownDocument
from sales_mgmt.posting.road.posted import PostedBySubmit
from sales_mgmt.posting.sale.invoice import prepare_invoice, write_invoice
from sales_mgmt.rates.numbers import allows_typing
from sales_mgmt.recurring.origin import keep_recurring_origin


class SalesInvoice(PostedBySubmit, ShownDocument):
	"""A draft until it is submitted; submitting posts it (domain A04). Posted, it never changes."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.item_charge_assignment.item_charge_assignment import (
			ItemChargeAssignment,
		)
		from sales_mgmt.sales_mgmt.doctype.sales_invoice_line.sales_invoice_line import SalesInvoiceLine

		amount: DF.Currency
		amount_including_vat: DF.Currency
		amount_including_vat_lcy: DF.Currency
		amount_lcy: DF.Currency
		bill_to_address: DF.Link | None
		bill_to_address_display: DF.SmallText | None
		bill_to_customer: DF.Link | None
		bill_to_name: DF.Data | None
		business_posting_group: DF.Link | None
		cancelled_by: DF.Link | None
		charge_assignments: DF.Table[ItemChargeAssignment]
		contact: DF.Link | None
		corrects_credit_memo: DF.Link | None
		corrects_invoice: DF.Link | None
		currency: DF.Link | None
		customer: DF.Link
		customer_ledger_entry: DF.Link | None
		customer_name: DF.Data | None
		customer_posting_group: DF.Link | None
		direct_debit_mandate: DF.Data | None
		discount_group: DF.Link | None
		discount_posting: DF.Data | None
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
		lines: DF.Table[SalesInvoiceLine]
		location: DF.Link | None
		naming_series: DF.Literal["SI-.#####"]
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
		promised_delivery_date: DF.Date | None
		quote: DF.Link | None
		recurring_date: DF.Date | None
		recurring_key: DF.Data | None
		recurring_lines: DF.Link | None
		remaining_amount: DF.Currency
		requested_delivery_date: DF.Date | None
		rounding_amount: DF.Currency
		sales_order: DF.Link | None
		salesperson: DF.Link | None
		ship_to_address: DF.Link | None
		ship_to_address_display: DF.SmallText | None
		shipment_date: DF.Date | None
		shipment_method: DF.Link | None
		shipping_advice: DF.Literal["Partial", "Complete"]
		shipping_agent: DF.Link | None
		shipping_agent_service: DF.Link | None
		shipping_time: DF.Data | None
		status: DF.Literal[
			"Open", "Pending Approval", "Released", "Unpaid", "Partly Paid", "Paid", "Cancelled"
		]
		times_printed: DF.Int
		times_sent: DF.Int
		vat_amount: DF.Currency
		vat_amount_lcy: DF.Currency
		vat_business_group: DF.Link | None
		vat_date: DF.Date | None
		your_reference: DF.Data | None
	# end: auto-generated types

	correction_hint = sentence(
		"Use Cancel Invoice while nothing of it is paid, else correct it by a credit memo."
	)

	def validate(self) -> None:
		self.clear_posted_fields()
		keep_recurring_origin(self)
		check_typed_number(self)
		super().validate()

	def onload(self) -> None:
		super().onload()
		self.set_onload("may_type_number", self.docstatus == 0 and allows_typing("posted_invoice_series"))

	def complete(self) -> None:
		self.flags.origins = read_origins(self)
		rate_by_supply(self, self.flags.origins)
		fill_from_origins(self, self.flags.origins)
		super().complete()

	def line_findings(self) -> list[Finding]:
		return [*super().line_findings(), *check_fetched_lines(self, self.flags.origins)]

	def clear_posted_fields(self) -> None:
		"""What posting fills can not be typed beforehand, except the number where its series allows that."""
		self.customer_ledger_entry = None
		self.remaining_amount = 0

	def on_trash(self) -> None:
		check_not_queued(self)
		super().on_trash()

	def before_submit(self) -> None:
		super().before_submit()
		self.flags.prepared = prepare_invoice(self)

	def on_submit(self) -> None:
		if not self.flags.born_posted:
			write_invoice(self, self.flags.prepared)
