"""What a payment would do to one document, before it is posted (domain A22, payment registration).

Equal to what is due and in time: it closes the document. Equal to the discounted amount but late: the discount stays open
unless it is accepted within the grace period. Less: the rest stays open. More: the rest stays on the customer.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sales_mgmt.findings.finding import PostingRefused, sentence
from sales_mgmt.posting.core.entries import DISCOUNT, LATE_DISCOUNT, NEW, NONE, TOLERANCE
from sales_mgmt.posting.core.money.application import apply_open
from sales_mgmt.posting.core.money.open_entry import ApplicationRules, OpenEntry, grace_ends

MESSAGES = {
	"closes": sentence("Closes the document."),
	"discount": sentence("Closes the document, with a payment discount of {0}."),
	"tolerance": sentence("Closes the document; a difference of {0} is tolerated."),
	"excess": sentence("Closes the document; {0} stay open on the customer."),
	"part": sentence("{0} stay open on the document."),
	"grace": sentence(
		"The payment discount ended on {1}, so {0} stay open. It may still be accepted until {2}."
	),
	"late": sentence("The payment discount ended on {1}, so {0} stay open."),
}


@dataclass(frozen=True, slots=True)
class PaymentCase:
	"""`code` is a key of MESSAGES, or the code of a finding that would refuse the payment; `message` with `values` says it.

	Values are amounts, dates and, in a finding, texts: whoever shows them writes them the way the reader is used to.
	"""

	code: str
	amount: Decimal
	message: str
	values: tuple[Decimal | date | str, ...] = ()
	refused: bool = False


def amount_due(entry: OpenEntry, on: date) -> Decimal:
	"""What closes a document on a day."""
	in_time = entry.payment_discount_date and on <= entry.payment_discount_date
	discount = entry.payment_discount if in_time else NONE
	return entry.remaining_amount - (discount if discount < entry.remaining_amount else NONE)


def payment_case(entry: OpenEntry, amount: Decimal | None, rules: ApplicationRules) -> PaymentCase:
	"""What `amount` (None: what is due) does to the document on the posting date of the rules."""
	amount = amount_due(entry, rules.posting_date) if amount is None else amount
	money = replace(
		entry,
		name=NEW,
		row=0,
		remaining_amount=-amount,
		remaining_amount_lcy=-amount,
		document_type="Payment",
		posting_date=rules.posting_date,
		payment_discount=NONE,
	)
	# What it is worth in local currency is not asked here, so it makes no exchange difference.
	same = replace(entry, remaining_amount_lcy=entry.remaining_amount)
	try:
		applied = apply_open(money, [same], rules)
	except PostingRefused as refusal:
		finding = refusal.findings[0]
		return PaymentCase(finding.code, amount, finding.message, finding.values, refused=True)
	rest, over = applied.left(same).remaining_amount, -applied.left(money).remaining_amount
	return PaymentCase(*_case(entry, amount, rest, over, applied.rows, rules))


def _case(
	entry: OpenEntry, amount: Decimal, rest: Decimal, over: Decimal, rows: tuple, rules: ApplicationRules
) -> tuple[str, Decimal, str, tuple[Decimal | date, ...]]:
	by_kind = {row.kind: row.amount for row in rows}
	discount = by_kind.get(DISCOUNT) or by_kind.get(LATE_DISCOUNT)
	tolerance = by_kind.get(TOLERANCE)
	ended = entry.payment_discount_date
	if rest and ended and rules.posting_date > ended and rest <= entry.payment_discount:
		until = grace_ends(entry, rules)
		code = "grace" if rules.posting_date <= until else "late"
		return code, amount, MESSAGES[code], (rest, ended, until)
	if rest:
		return "part", amount, MESSAGES["part"], (rest,)
	if over:
		return "excess", amount, MESSAGES["excess"], (over,)
	if tolerance:
		return "tolerance", amount, MESSAGES["tolerance"], (tolerance,)
	if discount:
		return "discount", amount, MESSAGES["discount"], (discount,)
	return "closes", amount, MESSAGES["closes"], ()
