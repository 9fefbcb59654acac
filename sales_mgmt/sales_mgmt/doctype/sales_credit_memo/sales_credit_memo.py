from sales_mgmt.documents.base import SalesDocument
from sales_mgmt.documents.fetched import check_fetched_lines, fill_from_origins, read_origins
from sales_mgmt.documents.reversed_lines import (
	check_billed_lines,
	check_returned_customer,
	fill_from_billed,
	read_billed_lines,
)
from sales_mgmt.documents.typed_number import check_typed_number
from sales_mgmt.posting.core.findings import Finding, sentence
from sales_mgmt.posting.credit_memo import prepare_credit_memo, write_credit_memo
from sales_mgmt.posting.guard import PostedDocument
from sales_mgmt.posting.numbers import allows_typing
from sales_mgmt.posting.open_entries import read_entries


class SalesCreditMemo(PostedDocument, SalesDocument):
	"""Gives money back, and takes goods back where they come (domain A13). Submitting posts it."""

	correction_hint = sentence("Use Cancel Credit Memo if it cancels an invoice, else post another invoice.")

	def validate(self) -> None:
		self.clear_posted_fields()
		check_typed_number(self)
		super().validate()
		self.fill_applications()

	def onload(self) -> None:
		super().onload()
		self.set_onload("may_type_number", self.docstatus == 0 and allows_typing("posted_credit_memo_series"))

	def complete(self) -> None:
		self.flags.origins = read_origins(self)
		self.flags.billed = read_billed_lines(self)
		fill_from_origins(self, self.flags.origins)
		fill_from_billed(self, self.flags.billed)
		super().complete()

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

	def before_submit(self) -> None:
		self.flags.prepared = prepare_credit_memo(self)

	def on_submit(self) -> None:
		if not self.flags.born_posted:
			write_credit_memo(self, self.flags.prepared)
