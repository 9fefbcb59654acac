"""What holds for every formula and every date."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.dates import DATE_FORMULA_ERRORS, DateFormulaError, apply_formula, parse_formula

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
numbers = st.integers(0, 9999)
periods = st.sampled_from("DWMQY")
bodies = st.one_of(
	st.builds("{}{}".format, st.integers(0, 999), periods),
	st.builds("C{}".format, periods),
	st.builds("D{}".format, st.integers(1, 31)),
	st.builds("WD{}".format, st.integers(1, 7)),
)
formulas = st.lists(st.builds("{}{}".format, st.sampled_from("+-"), bodies), min_size=1, max_size=4).map(
	"".join
)


@given(days, numbers)
def test_days_and_weeks_count_days(day, number):
	assert apply_formula(f"{number}D", day) - day == timedelta(days=number)
	assert apply_formula(f"-{number}W+{number}W", day) == day


@given(days, st.integers(0, 999), st.sampled_from([("M", 1), ("Q", 3), ("Y", 12)]))
def test_months_keep_the_day_or_end_the_month(day, number, unit):
	letter, months = unit
	result = apply_formula(f"{number}{letter}", day)
	assert (result.year - day.year) * 12 + result.month - day.month == number * months
	assert result.day == min(day.day, monthrange(result.year, result.month)[1])


@given(days, periods)
def test_a_current_period_holds_its_day_and_is_followed_by_the_next(day, period):
	first, last = apply_formula(f"-C{period}", day), apply_formula(f"C{period}", day)
	assert first <= day <= last
	assert apply_formula(f"-C{period}", last) == first
	assert apply_formula(f"-C{period}+1{period}-1D", day) == last
	assert apply_formula(f"-C{period}", last + timedelta(days=1)) == last + timedelta(days=1)


@given(days, st.integers(1, 7))
def test_a_weekday_lies_one_to_seven_days_ahead_or_behind(day, weekday):
	ahead, behind = apply_formula(f"WD{weekday}", day), apply_formula(f"-WD{weekday}", day)
	assert ahead.isoweekday() == behind.isoweekday() == weekday
	assert 1 <= (ahead - day).days <= 7
	assert 1 <= (day - behind).days <= 7


@given(days, st.integers(1, 31))
def test_a_day_of_the_month_is_the_nearest_one(day, number):
	def is_wanted(other):
		return other.day == min(number, monthrange(other.year, other.month)[1])

	around = [timedelta(days=distance) for distance in range(1, 63)]
	assert apply_formula(f"D{number}", day) == next(day + step for step in around if is_wanted(day + step))
	assert apply_formula(f"-D{number}", day) == next(day - step for step in around if is_wanted(day - step))


@given(formulas)
def test_the_stored_form_is_the_same_formula(text):
	formula = parse_formula(text)
	assert parse_formula(str(formula)) == formula
	assert str(parse_formula(str(formula))) == str(formula)
	assert len(str(formula)) <= len(text)


@given(bodies, bodies, days)
def test_parts_apply_from_left_to_right(first, second, day):
	assert apply_formula(f"{first}+{second}", day) == apply_formula(second, apply_formula(first, day))


@given(st.one_of(st.text(max_size=25), st.text("0123456789DWMQYCdwx+- ", max_size=25)))
def test_any_text_is_a_formula_or_refused_at_a_character_of_it(text):
	try:
		parse_formula(text)
	except DateFormulaError as error:
		assert error.code in DATE_FORMULA_ERRORS
		assert error.text == text
		assert 1 <= error.position <= max(len(text), 1)
		assert error.code == "empty" or not text[error.position - 1].isspace()
