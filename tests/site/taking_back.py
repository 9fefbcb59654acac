"""Goods that come back, posted as a return does it: facts, cost book, plan, ledgers. Without a document of its own."""

from __future__ import annotations

from decimal import Decimal

import frappe
from build import DAY

from sales_mgmt.costing import CostBook, Entry
from sales_mgmt.masters.masters import ITEM_FIELDS, by_name
from sales_mgmt.posting.core.entries import ItemEntry, Plan, ValueEntry
from sales_mgmt.posting.core.facts import Accounts
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.returns.goods_back import receive_back
from sales_mgmt.posting.core.selfcheck import selfcheck
from sales_mgmt.posting.core.stock.cost import change_values, entry_costs, post_values
from sales_mgmt.posting.reading.accounts import general_setups, inventory_setups
from sales_mgmt.posting.reading.gather import item_facts_of
from sales_mgmt.posting.reading.item_costs import read_costs
from sales_mgmt.posting.reading.stock import read_levels_everywhere
from sales_mgmt.posting.writing.ledgers import Source, ledger_rows, write_goods, write_money
from sales_mgmt.settings import get_policy

ZERO = Decimal(0)


def take_back(
	code: str, quantity: int, applies_from: str | None = None, location: str = "MAIN", invoiced: bool = True
) -> str:
	"""Post the return of goods sold to a domestic customer, credited at once unless `invoiced` is False."""
	policy, number = get_policy(), f"RET-{frappe.generate_hash(length=8)}"
	item = item_facts_of(by_name("Item", ITEM_FIELDS, {code})[code])
	levels = read_levels_everywhere([code], lock=True)
	costs = read_costs(coming={(code, location)}, named=filter(None, [applies_from]), lock=True)
	book = CostBook(levels, costs, policy.local_digits)
	groups = {"business_posting_group": "DOMESTIC", "product_posting_group": "GOODS"}
	back = Decimal(quantity)
	billed = back if invoiced else ZERO
	entry = Entry(number, code, location, back, ZERO, invoiced_quantity=billed, **groups)
	cost, findings = receive_back(book, item.costed, entry, applies_from, 1)
	assert findings == []
	common = {
		"item": code,
		"location": location,
		"invoiced_quantity": billed,
		"sales_amount": ZERO,
		"key": number,
	}
	values = [
		ValueEntry(
			line=number,
			valued_quantity=back,
			cost_amount=cost if invoiced else ZERO,
			cost_amount_expected=ZERO if invoiced else cost,
			**common,
		),
		*change_values(book),
	]
	accounts = Accounts(
		general=general_setups({"DOMESTIC", *costs.business_groups()}),
		inventory=inventory_setups({item.inventory_posting_group}),
	)
	posted = post_values(values, book.entries, {code: item.inventory_posting_group}, accounts, policy)
	assert posted.findings == []
	plan = Plan(
		ledger=merged(posted.ledger),
		items=(
			ItemEntry(
				entry_type="Sale",
				description="Return",
				quantity=back,
				cost_amount=cost,
				remaining_quantity=book.entries[number].remaining_quantity,
				unit_cost=item.unit_cost,
				applies_from_entry=applies_from,
				**groups,
				**common,
			),
		),
		values=tuple(posted.values),
		item_applications=tuple(book.applications),
		item_costs=entry_costs(book),
		stock=book.changed_levels(),
	)
	selfcheck(plan)
	source = Source("Sales Invoice", number, number)
	rows = ledger_rows(plan, {"posting_date": DAY})
	names = write_goods(plan, rows, source, source)
	write_money(rows, source)
	return names[number]
