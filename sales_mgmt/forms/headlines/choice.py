"""What is said above a form, because it matters now (domain A02, A23, 5). At most one sentence per matter, red before orange
before blue. Facts come in, sentences go out; nothing here blocks anything. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.findings.finding import sentence

ZERO = Decimal(0)
RED, ORANGE, BLUE, GREEN = COLOURS = ("red", "orange", "blue", "green")

BLOCKED = {
	"Ship": sentence("Customer {0} is blocked for shipping: no new orders and no shipments."),
	"Invoice": sentence("Customer {0} is blocked for invoicing: no shipments and no invoices."),
	"All": sentence("Customer {0} is blocked for everything, payments included."),
}
UNPAID = ("Unpaid", "Partly Paid")


@dataclass(frozen=True, slots=True)
class Headline:
	"""`code` is that of the finding that says the same with more detail. Decimals in `values` are money."""

	code: str
	colour: str
	message: str
	values: tuple[str | int | date | Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerFacts:
	"""Who pays, as far as the reader may know it. Local currency; what is not to be looked at is zero."""

	name: str
	blocked: str = ""
	overdue: Decimal = ZERO
	overdue_since: date | None = None
	limit: Decimal = ZERO
	exposure: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class DocumentFacts:
	"""A document on `today`. `lines_to_ship` counts lines with goods that are still wanted; money in its currency."""

	doctype: str
	status: str
	today: date
	valid_until: date | None = None
	shipment_date: date | None = None
	due_date: date | None = None
	remaining: Decimal = ZERO
	lines_with_goods: int = 0
	lines_to_ship: int = 0
	anything_shipped: bool = False
	rows_without_stock: tuple[int, ...] = ()


def of_customer(customer: CustomerFacts, today: date) -> list[Headline]:
	return _sorted(_customer(customer, today))


def of_document(doc: DocumentFacts, customers: tuple[CustomerFacts, ...] = ()) -> list[Headline]:
	"""`customers`: sell-to and bill-to of a document that can still be changed."""
	found = {headline: None for customer in customers for headline in _customer(customer, doc.today)}
	return _sorted([*found, *_OF_DOCTYPE.get(doc.doctype, _nothing)(doc)])


def _customer(customer: CustomerFacts, today: date) -> Iterator[Headline]:
	if customer.blocked in BLOCKED:
		yield Headline("E09", RED, BLOCKED[customer.blocked], (customer.name,))
	if customer.overdue > ZERO and customer.overdue_since:
		days = (today - customer.overdue_since).days
		message = sentence("Customer {0} is overdue with {1}, for {2} days.")
		if days == 1:
			message = sentence("Customer {0} is overdue with {1}, since yesterday.")
		yield Headline("overdue_balance", RED, message, (customer.name, customer.overdue, days))
	if ZERO < customer.limit < customer.exposure:
		message = sentence("Customer {0} is {1} over the credit limit of {2}.")
		values = (customer.name, customer.exposure - customer.limit, customer.limit)
		yield Headline("credit_limit", ORANGE, message, values)


def _quote(doc: DocumentFacts) -> Iterator[Headline]:
	if doc.status in ("Open", "Released") and doc.valid_until and doc.valid_until < doc.today:
		message = sentence(
			"This quote was valid until {0}. Give it a later date, or confirm it when you convert it."
		)
		yield Headline("expired", ORANGE, message, (doc.valid_until,))


def _order(doc: DocumentFacts) -> Iterator[Headline]:
	if doc.status == "Completed" or not doc.lines_to_ship:
		return
	if doc.rows_without_stock:
		rows = ", ".join(map(str, doc.rows_without_stock))
		yield Headline("waiting_for_stock", ORANGE, sentence("Waiting for stock: rows {0}."), (rows,))
	if doc.shipment_date and doc.shipment_date < doc.today:
		message = sentence("The shipment was planned for {0}.")
		yield Headline("late", ORANGE, message, (doc.shipment_date,))
	if doc.anything_shipped:
		message = sentence("Partly shipped: {0} of {1} lines with goods are still to be shipped.")
		yield Headline("partly_shipped", BLUE, message, (doc.lines_to_ship, doc.lines_with_goods))


def _invoice(doc: DocumentFacts) -> Iterator[Headline]:
	if doc.status == "Paid":
		yield Headline("paid", GREEN, sentence("This invoice is paid."))
	elif doc.status in UNPAID and doc.due_date and doc.due_date < doc.today:
		message = sentence("{0} has been overdue since {1}.")
		yield Headline("overdue", RED, message, (doc.remaining, doc.due_date))
	elif doc.status in UNPAID and doc.due_date:
		yield Headline("due", BLUE, sentence("{0} is due on {1}."), (doc.remaining, doc.due_date))


def _nothing(doc: DocumentFacts) -> Iterator[Headline]:
	yield from ()


_OF_DOCTYPE = {"Sales Quote": _quote, "Sales Order": _order, "Sales Invoice": _invoice}


def _sorted(headlines: Iterator[Headline] | list[Headline]) -> list[Headline]:
	return sorted(headlines, key=lambda headline: COLOURS.index(headline.colour))
