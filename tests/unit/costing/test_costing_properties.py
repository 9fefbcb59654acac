"""Whatever happens to the goods: nothing is lost, nothing is counted twice, and no stock is worth nothing."""

from decimal import Decimal as D

from books import Stockroom
from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.costing import AVERAGE, FIFO, STANDARD

quantities = st.decimals("0.01", 20, places=2)
costs = st.decimals(0, 500, places=2)
buys = st.tuples(st.just("buy"), quantities, costs)
sales = st.tuples(st.just("sell"), quantities, st.just(D(0)))
others = st.tuples(st.sampled_from(["back", "add"]), quantities, costs)
stories = st.lists(st.one_of(buys, sales, sales, others), min_size=1, max_size=14)


def tell(method, story, *, below_zero=True):
	"""Act a story out. Yields after every step; what can not happen is left out."""
	room = Stockroom(method)
	supplies, sold = [], []
	outside = D(0)
	for kind, quantity, cost in story:
		if kind == "buy":
			supplies.append(room.buy(quantity, cost))
			outside += room.cost(supplies[-1])
		elif kind == "sell":
			if not below_zero:
				quantity = min(quantity, room.stock()[0])
			if quantity > 0:
				sold.append(room.sell(quantity))
		elif kind == "back" and sold:
			origin = room.book.entries[sold[len(sold) // 2]]
			if (quantity := min(quantity, -origin.quantity - origin.returned_quantity)) > 0:
				room.take_back(quantity, origin.name)
		elif kind == "add" and supplies and method != STANDARD:
			name = supplies[len(supplies) // 2]
			amount = max(cost - 250, -room.cost(name))
			room.add_cost(name, amount)
			outside += amount
		yield room, outside


def slack(method, story):
	"""Shares of an average are rounded one by one: a cost that is taken off again may miss by a cent each time."""
	return D("0.01") * len(story) if method == AVERAGE else D(0)


def net_of_sales(room):
	"""What sales cost less what came back of it."""
	return -sum((e.cost_amount for e in room.book.entries.values() if not e.is_supply), D(0))


@given(method=st.sampled_from([AVERAGE, FIFO, STANDARD]), story=stories)
def test_quantity_and_value_are_conserved(method, story):
	for room, outside in tell(method, story):
		entries = room.book.entries.values()
		quantity, value = room.stock()
		assert quantity == sum((e.quantity for e in entries), D(0))
		assert quantity == sum((e.remaining_quantity for e in entries), D(0))
		assert value == sum((e.cost_amount for e in entries), D(0)) == outside - net_of_sales(room)


@given(method=st.sampled_from([FIFO, STANDARD]), story=stories)
def test_stock_is_worth_what_is_left_of_its_entries(method, story):
	for room, _ in tell(method, story):
		assert room.stock()[1] == room.left_value()


@given(method=st.sampled_from([FIFO, AVERAGE, STANDARD]), story=stories)
def test_empty_stock_is_worth_nothing(method, story):
	"""With goods out that wait for supply: nothing but their estimate."""
	for room, _ in tell(method, story):
		there = room.book.pool("1000", "MAIN")
		entries = room.book.entries.values()
		assert there.quantity == sum((max(e.remaining_quantity, D(0)) for e in entries), D(0))
		assert there.cost_amount >= -slack(method, story)
		if not there.quantity:
			assert there.cost_amount == 0


@given(method=st.sampled_from([FIFO, AVERAGE, STANDARD]), story=stories)
def test_without_goods_below_zero_empty_stock_is_worth_nothing_at_all(method, story):
	for room, _ in tell(method, story, below_zero=False):
		if not room.stock()[0]:
			assert room.stock()[1] == 0


@given(method=st.sampled_from([AVERAGE, FIFO, STANDARD]), story=stories)
def test_no_cost_has_the_wrong_sign(method, story):
	for room, _ in tell(method, story):
		for entry in room.book.entries.values():
			assert (
				entry.cost_amount.copy_abs() <= slack(method, story) or entry.cost_amount * entry.quantity > 0
			)


@given(method=st.sampled_from([AVERAGE, FIFO, STANDARD]), story=stories)
def test_what_came_back_carries_its_share_of_what_left(method, story):
	for room, _ in tell(method, story):
		for origin in [e for e in room.book.entries.values() if e.returned_quantity]:
			backs = [e for e in room.book.entries.values() if e.applies_from == origin.name]
			assert sum((e.quantity for e in backs), D(0)) == origin.returned_quantity
			if origin.returned_quantity == -origin.quantity:
				assert sum((e.cost_amount for e in backs), D(0)) == -origin.cost_amount


@given(method=st.sampled_from([FIFO, STANDARD]), story=stories)
def test_an_outbound_entry_costs_what_was_applied_to_it(method, story):
	"""Whether cost was there from the start or added later makes no difference: FIFO has one answer."""
	for room, _ in tell(method, story):
		book = room.book
		for entry in [e for e in book.entries.values() if e.quantity < 0]:
			parts = D(0)
			for a in book.applications:
				if a.outbound == entry.name and not a.cost_application:
					supply = book.entries[a.inbound]
					until = round(supply.cost_amount * (a.position + a.quantity) / supply.quantity, 12)
					since = round(supply.cost_amount * a.position / supply.quantity, 12)
					parts += cents(until) - cents(since)
			waiting = cents(entry.unit_cost * -entry.remaining_quantity)
			assert -entry.cost_amount == parts + waiting


def cents(amount):
	return amount.quantize(D("0.01"), rounding="ROUND_HALF_UP")
