"""Summer time ends: the clock is set back an hour, and what happens after that carries an earlier time.

The order of entries is told by their numbers, which rise whatever the clock says.
"""

import frappe
from build import DAY, account, adjust, buyer, goods, item, order, posted_invoice, refused
from frappe.utils import getdate

from sales_mgmt import api
from sales_mgmt.reporting.statement import changes_until

LEDGERS = ("Item Ledger Entry", "Item Value Entry", "Item Application Entry")


def at(clock: str, since: list[str]) -> None:
	"""Give what was written since the last call a time of the night of 25 October 2026."""
	for ledger in LEDGERS:
		table = frappe.qb.DocType(ledger)
		query = frappe.qb.update(table).set(table.creation, f"2026-10-25 {clock}")
		if since:
			query = query.where(table.name.notin(since))
		query.run()


def written() -> list[str]:
	return [name for ledger in LEDGERS for name in frappe.get_all(ledger, pluck="name", limit=0)]


def test_the_cost_of_what_is_gone_follows_a_cost_that_comes_later():
	"""In 10 @ 10 at 02:00, out 5 at 02:30, back 1 at 02:10 by the clock, out 6 at 02:40, then 10 of added cost on what came
	in: nothing is left, so nothing may be left of the value."""
	before = written()
	code = goods(price=50, cost=0)
	adjust((code, 10, 10))
	at("02:00:00", before)
	before = written()
	sale = posted_invoice(item(code, 5))
	at("02:30:00", before)
	before = written()
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(sale.name))
	memo.lines[0].quantity = 1
	memo.save()
	api.post("Sales Credit Memo", memo.name)
	at("02:10:00", before)
	before = written()
	last = order(item(code, 6))
	api.post("Sales Order", last.name, ship=True, invoice=True)
	at("02:40:00", before)
	received = frappe.db.get_value("Item Ledger Entry", {"item": code, "quantity": 10})
	frappe.get_doc(
		{
			"doctype": "Inventory Adjustment",
			"posting_date": "2026-03-02",
			"lines": [{"kind": "Cost", "item_ledger_entry": received, "added_cost": 10}],
		}
	).insert().submit()
	level = frappe.db.get_value("Stock Level", {"item": code}, ["quantity", "cost_amount"], as_dict=True)
	assert (level.quantity, level.cost_amount) == (0, 0)


def test_the_newest_application_is_taken_back_first():
	"""400 and then 200 of 1,000 are paid, the second by the clock before the first: the second is the newer one."""
	customer = buyer()
	document = posted_invoice(account("3900", 1, 800), customer=customer)
	first, second = (
		paid(customer, document, amount, clock) for amount, clock in ((400, "02:50"), (200, "02:10"))
	)
	with refused("E29"):
		api.unapply(first)
	api.unapply(second)
	api.unapply(first)
	entry = frappe.db.get_value("Customer Ledger Entry", document.customer_ledger_entry, "remaining_amount")
	assert entry == 1000


def test_entries_of_one_day_stand_in_a_statement_as_they_were_posted():
	customer = buyer()
	for net, clock in ((80, "02:50"), (160, "02:10")):
		name = posted_invoice(account("3900", 1, net), customer=customer).customer_ledger_entry
		frappe.db.set_value(
			"Customer Ledger Entry", name, "creation", f"2026-10-25 {clock}", update_modified=False
		)
	changes = changes_until(getdate(DAY), customer, None)
	assert [row.amount for row in changes["NOK"]] == [100, 200]


def paid(customer, document, amount, clock):
	payment = api.register_payment(customer, amount, DAY, document.name)
	name = frappe.db.get_value("Customer Application", {"document_name": payment}, "name")
	frappe.db.set_value(
		"Customer Application", name, "creation", f"2026-10-25 {clock}", update_modified=False
	)
	return name
