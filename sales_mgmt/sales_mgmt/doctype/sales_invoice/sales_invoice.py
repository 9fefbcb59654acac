from sales_mgmt.documents.base import SalesDocument
from sales_mgmt.documents.fetched import fill_discount_shares
from sales_mgmt.posting.core.findings import sentence
from sales_mgmt.posting.guard import PostedDocument
from sales_mgmt.posting.invoice import prepare_invoice, write_invoice


class SalesInvoice(PostedDocument, SalesDocument):
	"""A draft until it is submitted; submitting posts it (domain A04). Posted, it never changes."""

	correction_hint = sentence("Correct it by a credit memo.")

	def validate(self) -> None:
		self.clear_posted_fields()
		super().validate()

	def complete(self) -> None:
		fill_discount_shares(self)
		super().complete()

	def clear_posted_fields(self) -> None:
		"""What posting fills can not be typed beforehand."""
		self.posted_no = self.customer_ledger_entry = None
		self.remaining_amount = 0

	def before_submit(self) -> None:
		self.flags.prepared = prepare_invoice(self)

	def on_submit(self) -> None:
		if not self.flags.born_posted:
			write_invoice(self, self.flags.prepared)
