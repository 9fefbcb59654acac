"""Order lines and posted invoice lines as wholes that documents take parts of: from rows to values (domain 7.5)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from frappe.model.document import Document

from sales_mgmt.amounts import Money, PartAmounts, Whole, to_decimal
from sales_mgmt.amounts.taking import Taking, rest_of_price
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.settings import currency_digits, get_policy

MONEY = (
	"unit_price",
	"line_amount",
	"line_discount_amount",
	"invoice_discount_amount",
	"vat_amount",
	"vat_product_group",
	"vat_percent",
)
"""What a line amounts to, and what of it makes it one whole."""

BILLED = (
	"billing_whole",
	"billed_quantity",
	"billed_gross_amount",
	"billed_line_discount",
	"billed_invoice_discount",
	"billed_vat_amount",
)
"""What of the present whole of an order line is billed. A change of its price, discount or VAT begins a new one."""

LOCAL = ("amount_lcy", "vat_amount_lcy")

CREDITED = (
	"credited_gross_amount",
	"credited_line_discount",
	"credited_invoice_discount",
	"credited_vat_amount",
)
"""What credit memos gave back of a posted invoice line, as amounts."""

PRICE_CREDITED = "price_credited"
"""Of that, what was given back as a lower price, while the goods stayed. Then what is left is a whole of its own."""


def money_of_row(row: Any, digits: int) -> Money:
	"""What a line amounts to, in document currency."""
	line_amount, line_discount, invoice_discount, vat = (
		to_decimal(row.get(field), digits)
		for field in ("line_amount", "line_discount_amount", "invoice_discount_amount", "vat_amount")
	)
	return Money(line_amount + line_discount, line_discount, invoice_discount, vat)


def order_whole(row: Any, digits: int) -> Whole:
	"""An order line, from its fields `MONEY` and `BILLED`. A fee counts up and amounts to less."""
	sign = -1 if row.get("is_fee") else 1
	number, done, *billed = (row.get(field) for field in BILLED)
	return _whole(
		row,
		money_of_row(row, digits),
		sign,
		billed_quantity=sign * quantity(done),
		billed=Money(*(to_decimal(value, digits) for value in billed)),
		number=int(number or 0),
	)


def invoice_whole(row: Any, digits: int, local_digits: int) -> Whole:
	"""A posted invoice line, from its fields `MONEY`, `LOCAL`, `CREDITED`, and the rate of its invoice."""
	money = money_of_row(row, digits)
	if row.get(PRICE_CREDITED):
		return rest_of_price(
			_whole(row, money, 1), quantity(row.get("quantity_credited")), credited_money(row, digits)
		)
	net_lcy, vat_lcy = (to_decimal(row.get(field), local_digits) for field in LOCAL)
	local = Money(
		money.gross, money.line_discount, money.invoice_discount, money.vat, net_lcy=net_lcy, vat_lcy=vat_lcy
	)
	return _whole(
		row,
		local,
		1,
		billed_quantity=quantity(row.get("quantity_credited")),
		exchange_rate=to_decimal(row.get("exchange_rate")),
	)


def credited_money(row: Any, digits: int) -> Money:
	return Money(*(to_decimal(row.get(field), digits) for field in CREDITED))


def credited_values(money: Money, price_only: Decimal) -> dict[str, Decimal]:
	"""The counters of a posted invoice line, as fields."""
	amounts = (money.gross, money.line_discount, money.invoice_discount, money.vat)
	return {**dict(zip(CREDITED, amounts, strict=True)), PRICE_CREDITED: price_only}


def _whole(row: Any, money: Money, sign: int, **values: Any) -> Whole:
	return Whole(
		key=row.get("name"),
		quantity=sign * quantity(row.get("quantity")),
		unit_price=to_decimal(row.get("unit_price")),
		vat_group=row.get("vat_product_group") or "",
		vat_percent=to_decimal(row.get("vat_percent")),
		money=money,
		**values,
	)


def billed_values(whole: Whole) -> dict[str, Decimal]:
	"""The counters of an order line, as fields."""
	billed = whole.billed or Money()
	values = (
		abs(whole.billed_quantity),
		billed.gross,
		billed.line_discount,
		billed.invoice_discount,
		billed.vat,
	)
	return dict(zip(BILLED[1:], values, strict=True))


def parts_of(doc: DocumentShape, lines: Iterable[Document]) -> list[PartAmounts | None]:
	"""What the lines of a draft take of order lines and posted invoice lines (`read_origins`, `read_billed_lines`)."""
	origins, billed = doc.flags.origins or {}, doc.flags.billed or {}
	if not origins and not billed:
		return [None for _line in lines]
	digits, local_digits = currency_digits(doc.currency), get_policy().local_digits
	taking = Taking(bool(doc.prices_include_vat), digits, to_decimal(doc.exchange_rate), local_digits)
	return [_part(taking, line, origins, billed, digits, local_digits) for line in lines]


def _part(
	taking: Taking, line: Document, origins: Mapping, billed: Mapping, digits: int, local_digits: int
) -> PartAmounts | None:
	credited = billed.get(line.get("invoice_line"))
	origin = origins.get(line.get("order_line") or line.get("return_order_line"))
	wholes = (
		# What a return order has credited itself is among what is credited; then its own line tells.
		credited
		and not (credited.get("own") and credited.get(PRICE_CREDITED))
		and invoice_whole(credited, digits, local_digits),
		origin and order_whole(origin, digits),
	)
	count = quantity(line.quantity)
	return taking.part(
		wholes,
		-count if line.get("is_fee") else count,
		to_decimal(line.unit_price),
		line.vat_product_group or "",
		to_decimal(line.vat_percent),
	)[1]


def number_wholes(doc: DocumentShape, stored: DocumentShape | None) -> None:
	"""A line whose price, discount or VAT changed after a part of it was billed begins a new whole for the rest."""
	before = {line.name: line for line in stored.lines} if stored else {}
	for line in doc.lines:
		was = before.get(line.name)
		if was and quantity(was.billed_quantity) and _terms(doc, line) != _terms(stored, was):
			line.update({**dict.fromkeys(BILLED, 0), "billing_whole": (was.billing_whole or 0) + 1})


def _terms(doc: DocumentShape, line: Document) -> tuple:
	"""What all parts of a whole have in common. An amount of discount counts by the unit."""
	shares = (
		to_decimal(line.get(field)) / (quantity(line.quantity) or 1)
		for field in ("line_discount_amount", "invoice_discount_amount")
	)
	return (
		to_decimal(line.unit_price),
		to_decimal(line.vat_percent),
		line.vat_product_group or "",
		to_decimal(line.line_discount_percent),
		*(round(share, 2) for share in shares),
	)
