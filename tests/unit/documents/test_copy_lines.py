"""What is copied of a document's lines (domain A05, S06.5 and S06.6)."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.documents.making.copy_lines import SourceLine, plan_copy


def line(key: str, quantity: int, returned: int = 0, **values) -> SourceLine:
	return SourceLine(key, "Item", Decimal(quantity), Decimal(returned), key, **values)


def test_s06_5_returned_quantity_is_left_out():
	plan = plan_copy([line("partly", 10, 4), line("all", 10, 10), line("none", 10)])
	assert plan.quantities == {"partly": Decimal(6), "none": Decimal(10)}


def test_s06_6_blocked_items_are_skipped_and_named_once():
	plan = plan_copy([line("A", 1, blocked=True), line("B", 2), line("A", 3, blocked=True)])
	assert (plan.quantities, plan.blocked) == ({"B": Decimal(2)}, ("A",))


def test_comments_travel_but_are_no_goods():
	plan = plan_copy([SourceLine("note", "Comment", Decimal(0))])
	assert plan.quantities == {"note": Decimal(0)} and not plan.has_goods


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.booleans())))
def test_never_more_than_what_the_customer_kept(rows):
	lines = [line(str(key), sold, back, blocked=blocked) for key, (sold, back, blocked) in enumerate(rows)]
	plan = plan_copy(lines)
	for each in lines:
		kept = Decimal(0) if each.blocked else max(each.quantity - each.returned, Decimal(0))
		assert plan.quantities.get(each.key, Decimal(0)) == kept
