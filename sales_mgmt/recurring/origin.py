"""Which recurring lines an invoice was made of, and for which day: one invoice per customer, set and day, ever.

`recurring_key` is unique in the database, so two people who run the batch at the same moment make one invoice. The key is
fixed text: renaming a customer or a set leaves it alone, and the links beside it follow. Only the batch sets them.
"""

from datetime import date

from frappe.model.document import Document

ORIGIN = ("recurring_lines", "recurring_date", "recurring_key")


def mark(invoice: Document, code: str, on: date) -> None:
	"""Say what a new invoice is made of. Its customer is set already."""
	invoice.recurring_lines, invoice.recurring_date = code, on
	invoice.recurring_key = key(invoice.customer, code, on)
	invoice.flags.recurring_origin = True


def key(customer: str, code: str, on: date) -> str:
	return f"{customer}|{code}|{on.isoformat()}"


def keep_recurring_origin(invoice: Document) -> None:
	"""Whatever a form or caller sends is put back. With another customer it is no recurring invoice any more."""
	if invoice.flags.recurring_origin:
		return
	stored = invoice.get_doc_before_save()
	keeps = bool(stored) and stored.customer == invoice.customer
	for field in ORIGIN:
		invoice.set(field, stored.get(field) if keeps else None)
