"""Any sequence of parts adds up to the whole, in whatever order some of them come back."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.amounts import DocumentInput, LineInput, Money, Parts, VatRounding, Whole, calculate
from sales_mgmt.amounts.taking import billed_more

D = Decimal
quantities = st.lists(st.decimals("0.00001", "50", places=5), min_size=1, max_size=6)
prices = st.decimals("0", "500", places=5)
percents = st.sampled_from([D(0), D(15), D(25), D("12.5"), D(100)])


def whole_of(quantity, price, discount, invoice_discount, includes_vat, carried):
	line = LineInput(quantity, price, discount, vat_group="S", vat_percent=D(25))
	document = DocumentInput((line,), includes_vat, invoice_discount_percent=invoice_discount)
	amounts = calculate(document)
	(made,) = amounts.lines
	money = Money(
		made.gross_amount,
		made.line_discount_amount,
		made.invoice_discount_amount,
		made.vat_amount,
		made.amount_lcy,
		made.vat_amount_lcy,
	)
	return Whole("L", quantity, price, "S", D(25), money, billed=Money() if carried else None), amounts


def bill(whole, parts, includes_vat):
	"""One document with a row for every part."""
	taking = Parts(includes_vat, 2)
	rows = tuple(
		LineInput(part, whole.unit_price, vat_group="S", vat_percent=D(25), part=taking.take(whole, part))
		for part in parts
	)
	return calculate(DocumentInput(rows, includes_vat, vat_rounding=VatRounding.DOCUMENT))


def after(whole, quantity, amounts, sign=1):
	line = amounts.lines
	money = Money(
		sum(row.gross_amount for row in line),
		sum(row.line_discount_amount for row in line),
		sum(row.invoice_discount_amount for row in line),
		amounts.vat_amount,
	)
	if whole.billed is None:
		return replace(whole, billed_quantity=whole.billed_quantity + sign * quantity)
	return billed_more(whole, quantity, money, sign)


@given(quantities, prices, percents, percents, st.booleans(), st.booleans())
def test_documents_of_one_part_each_add_up(parts, price, discount, invoice_discount, includes_vat, carried):
	whole, once = whole_of(sum(parts), price, discount, invoice_discount, includes_vat, carried)
	bills = []
	for part in parts:
		bills.append(bill(whole, [part], includes_vat))
		whole = after(whole, part, bills[-1])
	for name in ("line_amount", "invoice_discount_amount", "amount", "vat_amount", "amount_including_vat"):
		assert sum(getattr(made, name) for made in bills) == getattr(once, name)


@given(quantities, prices, percents, percents, st.booleans(), st.booleans())
def test_rows_of_one_document_add_up(parts, price, discount, invoice_discount, includes_vat, carried):
	whole, once = whole_of(sum(parts), price, discount, invoice_discount, includes_vat, carried)
	made = bill(whole, parts, includes_vat)
	for name in ("line_amount", "invoice_discount_amount", "amount", "vat_amount", "amount_including_vat"):
		assert getattr(made, name) == getattr(once, name)


@given(quantities, prices, percents, st.booleans(), st.data())
def test_what_comes_back_out_of_turn_still_closes(parts, price, discount, includes_vat, data):
	whole, once = whole_of(sum(parts), price, discount, D(0), includes_vat, True)
	kept = []
	for part in parts:
		made = bill(whole, [part], includes_vat)
		whole = after(whole, part, made)
		kept.append((part, made))
	for place in sorted(data.draw(st.sets(st.integers(0, len(parts) - 1))), reverse=True):
		part, made = kept.pop(place)
		whole = after(whole, part, made, -1)
	if rest := whole.quantity - whole.billed_quantity:
		kept.append((rest, bill(whole, [rest], includes_vat)))
	assert sum(made.amount_including_vat for _, made in kept) == once.amount_including_vat
	assert sum(made.vat_amount for _, made in kept) == once.vat_amount
