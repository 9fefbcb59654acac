"""What holds for every line and every set of agreements."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st
from pricing_examples import NAMES, a_line, agreed

from sales_mgmt.amounts import round_half_away
from sales_mgmt.pricing import Agreement, adjusted, choose, find_clashes

DAY = date(2026, 4, 1)
days = st.sampled_from([None, date(2026, 3, 31), DAY, date(2026, 4, 2)])
statuses = st.sampled_from(["Active", "Active", "Active", "Draft", "Inactive"])
prices = st.decimals(0, 500, places=4)
percents = st.decimals(0, 100, places=2)
agreements = st.builds(
	Agreement,
	list=st.sampled_from("ABC"),
	line=st.uuids().map(str),
	product=st.sampled_from(["ITEM", "ITEM", "ITEM", "TOOLS"]),
	product_type=st.sampled_from(["Item", "Item", "Item Discount Group"]),
	defines=st.sampled_from(["Price", "Discount", "Price & Discount"]),
	applies_to=st.sampled_from(sorted(NAMES)),
	applies_to_name=st.sampled_from([*NAMES.values(), "OTHER"]),
	uom=st.sampled_from([None, "", "PCS", "BOX"]),
	minimum_quantity=st.sampled_from([D(0), D(1), D(10), D(120)]),
	unit_price=prices,
	line_discount_percent=percents,
	currency=st.sampled_from([None, "DKK", "EUR", "USD"]),
	starting_date=days,
	ending_date=days,
	status=statuses,
	line_status=statuses,
	allow_line_discount=st.booleans(),
	allow_invoice_discount=st.booleans(),
	prices_include_vat=st.booleans(),
)
sets = st.lists(agreements, max_size=8)
lines = st.builds(
	lambda uom, currency, **values: a_line(
		uom=uom,
		qty_per_uom=12 if uom == "BOX" else 1,
		currency=currency,
		**values,
	),
	uom=st.sampled_from(["PCS", "BOX"]),
	currency=st.sampled_from(["DKK", "EUR"]),
	exchange_rate=st.decimals("0.001", 2_000, places=4),
	quantity=st.decimals(-200, 200, places=2),
	card_price=prices,
	prices_include_vat=st.booleans(),
	vat_percent=st.sampled_from(["0", "7.7", "25"]),
	unit_price_digits=st.sampled_from([0, 2, 5]),
)
relaxed = st.lists(  # most of these compete
	st.builds(
		agreed,
		st.sampled_from("ABC"),
		line=st.uuids().map(str),
		defines=st.sampled_from(["Price", "Discount", "Price & Discount"]),
		unit_price=prices,
		line_discount_percent=percents,
		currency=st.sampled_from([None, "EUR"]),
		allow_line_discount=st.booleans(),
		prices_include_vat=st.booleans(),
	),
	max_size=8,
)
any_set = sets | relaxed


@given(lines, any_set)
def test_the_best_of_the_accepted_is_chosen_and_told_once(line, offers):
	choice = choose(line, offers)
	accepted = {
		thing: [row.value for row in choice.trace if row.accepted and row.thing == thing]
		for thing in ("Price", "Discount")
	}
	assert choice.unit_price == min(accepted["Price"])
	assert choice.line_discount_percent == max(accepted["Discount"], default=0)
	chosen = [row.thing for row in choice.trace if row.chosen]
	assert chosen == ["Price"] + ["Discount"] * bool(accepted["Discount"])


@given(lines, any_set)
def test_the_trace_tells_of_every_agreement_exactly_once(line, offers):
	choice = choose(line, offers)
	told = [(row.agreement.line, row.thing) for row in choice.trace if row.agreement]
	assert sorted(told) == sorted((each.line, thing) for each in offers for thing in each.things)
	assert sum(row.agreement is None for row in choice.trace) == 1
	for row in choice.trace:
		assert row.accepted or not row.chosen
		assert row.reason.message


@given(lines, any_set, st.randoms())
def test_the_order_of_agreements_does_not_matter(line, offers, random):
	assert choose(line, random.sample(offers, len(offers))) == choose(line, offers)


@given(lines, any_set)
def test_agreements_that_do_not_compete_could_as_well_not_exist(line, offers):
	choice = choose(line, offers)
	competing = {row.agreement for row in choice.trace if row.accepted and row.agreement}
	alone = choose(line, competing)
	assert alone.unit_price == choice.unit_price
	assert alone.price_from == choice.price_from
	assert alone.line_discount_percent == choice.line_discount_percent
	assert alone.allow_invoice_discount == choice.allow_invoice_discount


@given(lines, any_set, any_set)
def test_drafts_change_nothing(line, offers, drafts):
	choice = choose(line, offers)
	drafts = [replace(draft, status="Draft") for draft in drafts]
	more = choose(line, offers + drafts)
	assert replace(more, trace=()) == replace(choice, trace=())
	assert [row for row in more.trace if row.agreement not in drafts] == list(choice.trace)


@given(lines, relaxed, prices)
def test_one_more_agreement_in_the_same_currency_never_makes_it_dearer(line, offers, price):
	own = [replace(each, currency=line.currency) for each in offers]
	more = agreed("Z", unit_price=price, currency=line.currency)
	before = choose(line, own)
	if before.price_from:
		assert choose(line, [*own, more]).unit_price <= before.unit_price


@given(lines, any_set)
def test_a_return_has_the_price_of_its_sale(line, offers):
	mirrored = replace(line, quantity=-line.quantity)
	assert replace(choose(mirrored, offers), trace=()) == replace(choose(line, offers), trace=())


@given(prices, st.decimals("0.1", 100, places=4), st.sampled_from(["0", "7.7", "25"]))
def test_there_and_back_again_is_the_same_price_to_a_rounding_unit(price, rate, vat):
	"""A price in the document's terms, agreed there and read in local currency without VAT, is the price."""
	there = a_line(currency="EUR", exchange_rate=rate, vat_percent=vat, prices_include_vat=True)
	converted = choose(there, [agreed("A", unit_price=price)]).unit_price
	back = a_line(currency="DKK", local_currency="EUR", exchange_rate=1 / rate, vat_percent=vat)
	returned = choose(back, [agreed("A", unit_price=converted, prices_include_vat=True)]).unit_price
	assert abs(returned - price) <= D("0.00001") * max(1, rate)


@given(lines, prices)
def test_the_card_and_an_equal_local_agreement_give_the_same(line, price):
	line = replace(line, card_price=price)
	agreement = agreed("A", unit_price=price)
	assert choose(line, [agreement]).unit_price == choose(line, []).unit_price


@given(lines, any_set)
def test_a_price_has_the_decimals_of_unit_prices(line, offers):
	price = choose(line, offers).unit_price
	assert price == round_half_away(price, line.unit_price_digits) >= 0


@given(lines, relaxed)
def test_lines_that_differ_in_nothing_but_their_value_clash_in_every_pair(line, offers):
	"""What competes for a line inside one list, same unit and minimum, is what activation refuses."""
	one_list = [replace(each, list="A", currency=None) for each in offers]
	trace = choose(line, one_list).trace
	competing = [row.agreement for row in trace if row.accepted and row.agreement and row.thing == "Price"]
	assert len(find_clashes(competing)) == len(competing) * (len(competing) - 1) // 2


@given(prices, st.decimals("0.01", 10, places=3))
def test_an_adjusted_price_is_within_half_a_rounding_unit(price, factor):
	assert abs(adjusted(price, factor, 2) - price * factor) <= D("0.005")
