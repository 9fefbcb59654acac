"""Check S31 and the rules of invoice discount terms, by hand."""

from decimal import ROUND_DOWN, localcontext
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.amounts import AmountError, DocumentInput, LineInput, calculate
from sales_mgmt.pricing import InvoiceDiscountTerm, choose_terms


def term(minimum, percent, charge="0", currency=None):
	return InvoiceDiscountTerm(D(minimum), D(percent), D(charge), currency)


def local(terms, total):
	return choose_terms(terms, D(total), "DKK", "DKK", D(1), 2)


def euro(terms, total, rate="7.45"):
	return choose_terms(terms, D(total), "EUR", "DKK", D(rate), 2)


@pytest.mark.parametrize(
	("total", "discount"),
	[("980", None), ("999.99", None), ("1000", "30.00"), ("1000.50", "30.02"), ("-1000", "-30.00")],
)
def test_1_the_minimum_is_reached_by_the_eligible_lines(total, discount):
	chosen = local([term("1000", "3")], total)
	assert (chosen and chosen.discount_amount) == (discount and D(discount))


def test_2_the_discount_is_spread_over_the_eligible_lines():
	"""Lines 900 + 200 and a charge of 50 that allows none: 5 % of 1,100 is 55, split 45 and 10."""
	chosen = local([term("1000", "5")], "1100")
	assert chosen.discount_amount == D("55.00")
	lines = (
		LineInput(D(10), D(90)),
		LineInput(D(5), D(40)),
		LineInput(D(1), D(50), allow_invoice_discount=False),
	)
	result = calculate(DocumentInput(lines, invoice_discount_percent=chosen.discount_percent))
	assert [line.invoice_discount_amount for line in result.lines] == [D(45), D(10), D(0)]
	assert result.invoice_discount_amount == chosen.discount_amount


def test_3_a_line_added_later_reaches_the_terms():
	terms = [term("1000", "5")]
	assert local(terms, "900") is None
	assert local(terms, "1100").discount_amount == D(55)


def test_the_highest_minimum_reached_wins_not_the_highest_discount():
	terms = [term("0", "9"), term("500", "2"), term("1000", "3"), term("5000", "6")]
	assert [local(terms, total).discount_percent for total in ("100", "500", "4999.99", "5000")] == [
		D(9),
		D(2),
		D(3),
		D(6),
	]


def test_no_terms_and_nothing_eligible():
	assert local([], "1000") is None
	assert local([term("0", "5", "10")], "0") is None


def test_rows_in_the_documents_currency_stand_alone_even_unreached():
	terms = [term("100", "9"), term("200", "3", "2", "EUR"), term("50", "8", "0", "USD")]
	assert euro(terms, "199.99") is None
	chosen = euro(terms, "200")
	assert (chosen.discount_percent, chosen.minimum_amount, chosen.service_charge) == (D(3), D(200), D(2))
	assert chosen.term is terms[1]


@pytest.mark.parametrize("currency", [None, "", "DKK"])
def test_local_rows_are_converted(currency):
	terms = [term("1000", "3", "100", currency), term("1", "50", "0", "USD")]
	assert euro(terms, "134.22") is None
	chosen = euro(terms, "134.23")
	assert (chosen.minimum_amount, chosen.service_charge) == (D("134.23"), D("13.42"))
	assert chosen.discount_amount == D("4.03")


def test_a_local_document_uses_local_rows_at_one_to_one():
	chosen = choose_terms([term("1000", "3", "100")], D(1000), "DKK", "DKK", D("7.45"), 2)
	assert (chosen.minimum_amount, chosen.service_charge) == (D(1000), D(100))


def test_the_charge_of_a_small_order_ends_at_the_next_row():
	terms = [term("0", "0", "25"), term("500", "0")]
	assert local(terms, "499").service_charge == D(25)
	assert local(terms, "500").service_charge == D(0)
	assert local(terms, "-10").service_charge == D(25)


def test_among_equal_minimums_the_customer_gets_the_better_row():
	rows = [term("100", "2", "1"), term("100", "3", "9"), term("100", "3", "4")]
	for terms in (rows, rows[::-1]):
		chosen = local(terms, "100")
		assert (chosen.discount_percent, chosen.service_charge) == (D(3), D(4))


def test_amounts_have_the_decimals_of_the_currency():
	chosen = choose_terms([term("1000", "3", "100")], D(33333), "JPY", "DKK", D("0.0476"), 0)
	assert (chosen.minimum_amount, chosen.discount_amount, chosen.service_charge) == (
		D(21008),
		D(1000),
		D(2101),
	)


@pytest.mark.parametrize("rate", ["0", "-1"])
def test_an_impossible_rate_is_refused(rate):
	with pytest.raises(AmountError, match="exchange_rate_not_positive"):
		euro([], "100", rate)


def test_the_callers_decimal_context_does_not_matter():
	with localcontext(prec=3, rounding=ROUND_DOWN):
		assert euro([term("1000", "3")], "1342.25").discount_amount == D("40.27")


rows = st.builds(
	term,
	st.decimals(0, 2_000, places=2),
	st.decimals(0, 100, places=2),
	st.decimals(0, 50, places=2),
	st.sampled_from([None, "DKK", "EUR", "USD"]),
)


@given(st.lists(rows, max_size=6), st.decimals(0, 3_000, places=2), st.randoms())
def test_terms_in_any_order_give_the_same_and_never_more_than_the_total(terms, total, random):
	chosen = euro(terms, total)
	shuffled = random.sample(terms, len(terms))
	again = euro(shuffled, total)
	assert (chosen and chosen.discount_amount) == (again and again.discount_amount)
	assert (chosen and chosen.service_charge) == (again and again.service_charge)
	if chosen:
		assert chosen.minimum_amount <= total
		assert 0 <= chosen.discount_amount <= total
		mirrored = euro(terms, -total)
		assert mirrored.discount_amount == -chosen.discount_amount
		assert mirrored.term == chosen.term
