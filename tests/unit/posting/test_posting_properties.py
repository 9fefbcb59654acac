"""Random orders, shipped and invoiced in random steps: whatever the road, the sums at its end are the same.

Every plan on the way has passed its own check, since `plan_sale` raises otherwise.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st
from posting_facts import ACCOUNTS, GOODS, POLICY, SERVICES, header, item, order_line, sale, total

from sales_mgmt.findings.finding import PostingRefused
from sales_mgmt.kinds.quantities import order_line_posting
from sales_mgmt.posting.core.facts import OpenItemEntry, StockLevel
from sales_mgmt.posting.core.sale.sale import plan_sale

VAT = [("STANDARD", D(25)), ("FOOD", D(15)), ("ZERO", D(0))]
REVENUE_ACCOUNTS = ("sales", "services", "line discount", "invoice discount")


@dataclass
class Road:
	"""An order on its way: what is stored of it after every posting."""

	of: object
	policy: object
	lines: dict
	stock: dict
	entries: dict = field(default_factory=dict)
	plans: list = field(default_factory=list)

	def post(self, wanted, *, ship, invoice):
		"""`wanted` = (to ship, to invoice) by line name. A step with nothing to post is no step."""
		lines = [self.line(name, *wanted[name], ship, invoice) for name in self.lines]
		facts = sale(
			*lines, ship=ship, invoice=invoice, of=self.of, policy=self.policy, levels=dict(self.stock)
		)
		try:
			plan = plan_sale(facts)
		except PostingRefused as refusal:
			assert {finding.code for finding in refusal.findings} <= {"E01", "nothing_to_ship"}
			return
		self.plans.append(plan)
		self.stock.update(plan.stock)
		self.store(plan)

	def line(self, name, to_ship, to_invoice, ship, invoice):
		line = self.lines[name]
		origin = line.order_line
		to_ship = min(D(to_ship), origin.quantity - origin.shipped)
		ship_now, invoice_now = order_line_posting(
			to_ship, D(to_invoice), origin.shipped, origin.invoiced, ship, invoice
		)
		waiting = tuple(
			entry
			for entry in self.entries.values()
			if entry.name.startswith(name) and entry.quantity != entry.invoiced_quantity
		)
		return replace(
			line,
			ship_now=ship_now,
			invoice_now=invoice_now,
			order_line=replace(origin, open_entries=waiting),
		)

	def store(self, plan):
		for change in plan.order_lines:
			line = self.lines[change.name]
			counted = replace(line.order_line, shipped=change.shipped, invoiced=change.invoiced)
			self.lines[change.name] = replace(line, order_line=counted)
		for entry in plan.items:
			name = f"{entry.key}/{len(self.plans)}"
			self.entries[name] = OpenItemEntry(
				name, entry.quantity, entry.invoiced_quantity, entry.cost_amount, entry.sales_amount
			)
		for change in plan.item_changes:
			self.entries[change.name] = replace(
				self.entries[change.name],
				invoiced_quantity=change.invoiced_quantity,
				sales_amount=change.sales_amount,
			)


@st.composite
def order_lines(draw, name):
	kind = draw(st.sampled_from(["goods", "goods", "other goods", "service", "account"]))
	quantity = draw(st.integers(1, 20))
	price = draw(st.decimals(1, 3_000, places=draw(st.sampled_from([0, 2, 4]))))
	group, percent = draw(st.sampled_from(VAT))
	gross = (price * quantity).quantize(D("0.01"))
	discount = (gross * draw(st.integers(0, 50)) / 100).quantize(D("0.01"))
	share = ((gross - discount) * draw(st.integers(0, 40)) / 100).quantize(D("0.01"))
	values = {
		"goods": {**GOODS, "qty_per_uom": D(draw(st.sampled_from([1, 12])))},
		"other goods": {**GOODS, "item": item("2000")},
		"service": {**SERVICES, "item": item("5000", "Service"), "location": None},
		"account": {**SERVICES, "type": "G/L Account", "item": None, "account": "freight"},
	}[kind]
	values |= {"vat_product_group": group, "vat_percent": percent, "unit_price": price}
	return order_line(
		quantity, name=name, line_discount_amount=discount, invoice_discount_amount=share, **values
	)


@st.composite
def roads(draw):
	lines = [draw(order_lines(f"L{index}")) for index in range(1, draw(st.integers(1, 4)) + 1)]
	needed = defaultdict(D)
	for line in lines:
		if line.item and line.item.item_type == "Inventory":
			needed[line.item.name, line.location] += line.quantity * line.qty_per_uom
	rate = draw(st.one_of(st.just(D(1)), st.decimals("0.05", 40, places=7)))
	road = Road(
		header(
			currency="NOK" if rate == 1 else "EUR",
			exchange_rate=rate,
			prices_include_vat=draw(st.booleans()),
		),
		replace(
			POLICY,
			discount_posting=draw(
				st.sampled_from(["No Discounts", "Line Discounts", "Invoice Discounts", "All Discounts"])
			),
			vat_rounding=draw(st.sampled_from(["Document", "Line"])),
			invoice_rounding_precision=draw(st.sampled_from([None, D(1), D("0.05")])),
		),
		{line.name: line for line in lines},
		{
			key: StockLevel(quantity, draw(st.decimals(0, 9_999, places=2)))
			for key, quantity in needed.items()
		},
	)
	amounts = st.tuples(st.integers(0, 20), st.integers(0, 20))
	for _ in range(draw(st.integers(0, 5))):
		action = draw(st.sampled_from([(True, False), (False, True), (True, True)]))
		road.post({name: draw(amounts) for name in road.lines}, ship=action[0], invoice=action[1])
	everything = {name: (line.quantity, line.quantity) for name, line in road.lines.items()}
	road.post(everything, ship=True, invoice=True)
	return road


@settings(max_examples=150, deadline=None)
@given(roads())
def test_every_line_ends_shipped_and_invoiced_in_full(road):
	for line in road.lines.values():
		assert line.order_line.shipped == line.order_line.invoiced == line.quantity
	assert all(entry.quantity == entry.invoiced_quantity for entry in road.entries.values())


@settings(max_examples=150, deadline=None)
@given(roads())
def test_emptied_stock_is_worth_nothing_and_all_its_cost_is_actual_cost(road):
	assert all(level == StockLevel(D(0), D(0)) for level in road.stock.values())
	values = [value for plan in road.plans for value in plan.values]
	assert total(values, "cost_amount_expected") == 0
	assert total(values, "cost_amount") == total(road.entries.values(), "cost_amount")
	cost = sum((e.amount for plan in road.plans for e in plan.ledger if e.account == "cost of goods"), D(0))
	assert cost == -total(values, "cost_amount")


@settings(max_examples=150, deadline=None)
@given(roads())
def test_discounts_of_the_steps_add_up_to_those_of_the_order(road):
	billed = defaultdict(lambda: [D(0), D(0)])
	for plan in road.plans:
		for line in plan.invoice.lines if plan.invoice else ():
			billed[line.line.name][0] += line.amounts.line_discount_amount
			billed[line.line.name][1] += line.amounts.invoice_discount_amount
	assert dict(billed) == {
		line.name: [line.line_discount_amount, line.invoice_discount_amount] for line in road.lines.values()
	}


@settings(max_examples=150, deadline=None)
@given(roads())
def test_item_entries_sell_for_the_revenue_of_the_general_ledger(road):
	for plan in road.plans:
		lines = plan.invoice.lines if plan.invoice else ()
		on_items = sum((part.amounts.amount_lcy for part in lines if part.line.type == "Item"), D(0))
		on_accounts = sum((part.amounts.amount_lcy for part in lines if part.line.type != "Item"), D(0))
		revenue = sum((e.amount for e in plan.ledger if e.account in REVENUE_ACCOUNTS), D(0))
		freight = sum((e.amount for e in plan.ledger if e.account == "freight"), D(0))
		assert total(plan.values, "sales_amount") == on_items == -revenue
		assert freight == -on_accounts
	entries = total(road.entries.values(), "sales_amount")
	assert entries == sum((total(plan.values, "sales_amount") for plan in road.plans), D(0))


@settings(max_examples=150, deadline=None)
@given(roads())
def test_customers_owe_what_stands_on_the_receivables_account(road):
	for plan in road.plans:
		booked = [entry for entry in plan.ledger if entry.account == ACCOUNTS.receivables_account]
		assert total(booked, "amount") == total(plan.customer, "amount_lcy")
		assert total(booked, "amount_currency") == total(plan.customer, "amount")
		assert len(plan.customer) == (1 if plan.invoice else 0)
