"""A quote becomes an order or an invoice; what an order has shipped becomes an invoice (domain A03, A17).

A quote to a contact makes its customer first, from its template. An expired quote is converted only when somebody has
confirmed that the old offer still holds.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate, nowdate

from sales_mgmt.archive.keeping import keep_quote
from sales_mgmt.customers.prospects import customer_from_contact
from sales_mgmt.documents.charges.charge_copies import carry_assignments, carry_handled
from sales_mgmt.documents.state.lifecycle import set_status
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.lines import COMMENT
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.ownership import insert_built
from sales_mgmt.storage.mapping import common_fields, copy_fields
from sales_mgmt.texts.messages import bold, said

OPEN_QUOTE = ("Open", "Released")


def order_from_quote(quote: Document, confirmed: bool = False, archive: bool = False) -> Document:
	"""An order with the content of the quote. The quote gets the status Ordered; both know each other.

	`confirmed`: an expired quote holds all the same. `archive`: keep a version of it, where the settings leave that open.
	"""
	return _from_quote(quote, "Sales Order", {"order_date": nowdate()}, confirmed, archive)


def invoice_from_quote(quote: Document, confirmed: bool = False, archive: bool = False) -> Document:
	"""A draft invoice with the content of the quote. The quote gets the status Ordered."""
	return _from_quote(quote, "Sales Invoice", {}, confirmed, archive)


def _from_quote(quote: Document, doctype: str, values: dict, confirmed: bool, archive: bool) -> Document:
	if quote.status not in OPEN_QUOTE:
		frappe.throw(
			said(_("Quote {0} has the status {1} and can not be converted.")).format(
				bold(quote.name), _(quote.status)
			)
		)
	if is_expired(quote) and not confirmed:
		_ask_to_confirm(quote)
	customer = quote.customer or customer_from_contact(quote.contact, quote.customer_template)
	target = frappe.new_doc(doctype)
	copy_fields(quote, target, without=follows_the_day(quote))
	target.update({"customer": customer, "bill_to_customer": quote.bill_to_customer or customer})
	target.update({"quote": quote.name, "document_date": nowdate(), "posting_date": nowdate(), **values})
	_copy_lines(quote, target, {"quote_line": "name"})
	insert_built(target)
	keep_quote(quote, "Converted", archive)
	_give_customer(quote, target)
	set_status(quote, "Ordered")
	return target


def is_expired(quote: Document) -> bool:
	"""Whether the last day of the offer has passed. A quote without that date never expires."""
	return bool(quote.valid_until) and getdate(quote.valid_until) < getdate()


def _ask_to_confirm(quote: Document) -> None:
	message = sentence(
		"Quote {0} was valid until {1}. Confirm that its prices still hold (confirmed), or give it a later date first."
	)
	refuse(
		[Finding("expired_quote", message, (quote.name, formatdate(quote.valid_until)))],
		title=_("The Quote Has Expired"),
	)


def _give_customer(quote: Document, target: Document) -> None:
	"""A contact that accepts an offer becomes a customer, on the quote too. What was offered stays as it is."""
	if not quote.customer:
		quote.update({field: target.get(field) for field in ("customer", "bill_to_customer")})
		quote.flags.keep_values = True


def follows_the_day(source: Document) -> tuple[str, ...]:
	"""What a new document gets by its own dates. An exchange rate that was typed is agreed and travels."""
	rate = () if source.exchange_rate_by_hand else ("exchange_rate",)
	return ("document_date", "posting_date", "due_date", "payment_discount_date", *rate)


def _copy_lines(source: Document, target: Document, links: dict[str, str]) -> None:
	options = target.meta.get_field("lines").options
	fields = common_fields(source.meta.get_field("lines").options, options)
	rows = {}
	for line in source.lines:
		row = rows[line.name] = target.append("lines", {})
		copy_fields(line, row, fields)
		row.update({ours: line.get(theirs) for ours, theirs in links.items()})
		keep_agreed_price(row, source)
	carry_assignments(source, target, rows)


def close_as_lost(quote: Document, reason: str, archive: bool = False) -> str:
	"""Close an open quote as lost. Returns the status."""
	if quote.status not in OPEN_QUOTE:
		frappe.throw(
			said(_("Quote {0} has the status {1} and can not be marked as lost.")).format(
				bold(quote.name), _(quote.status)
			)
		)
	keep_quote(quote, "Lost", archive)
	quote.lost_reason = reason
	set_status(quote, "Lost")
	return quote.status


def invoice_from_order(order: Document) -> Document:
	"""A draft invoice of everything the order has shipped and not invoiced. Its posting ships nothing again."""
	shipped = [line for line in order.lines if quantity(line.qty_shipped_not_invoiced)]
	if not shipped:
		refuse(
			[
				Finding(
					"E01", sentence("Order {0} has nothing that is shipped and not invoiced."), (order.name,)
				)
			]
		)
	target = frappe.new_doc("Sales Invoice")
	copy_fields(order, target, without=follows_the_day(order))
	target.update({"sales_order": order.name, "document_date": nowdate(), "posting_date": nowdate()})
	fields = common_fields("Sales Line", "Sales Invoice Line")
	fetched, rows = {line.name for line in shipped}, {}
	for line in order.lines:
		if line.name not in fetched and line.type != COMMENT:
			continue
		row = rows[line.name] = target.append("lines", {})
		copy_fields(line, row, fields)
		keep_agreed_price(row, order)
		if line.type != COMMENT:
			row.update(
				{
					"quantity": line.qty_shipped_not_invoiced,
					"sales_order": order.name,
					"order_line": line.name,
				}
			)
	carry_handled(order, target, rows)
	insert_built(target)
	return target


def keep_agreed_price(row: Document, source: Document) -> None:
	"""What was offered or ordered is agreed: no search replaces it, whatever the lists say by then.

	The row remembers the document that it is taken from, so that its trace can say so.
	"""
	row.price_origin = row.discount_origin = source.doctype
	row.price_from = row.discount_from = source.name
