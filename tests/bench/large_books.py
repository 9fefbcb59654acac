"""A million entries in every ledger, and the orders of years behind a few that are under way. They go afterwards.

Ten thousand entries are made with chance, the others are copies of them: the same customers, items and days as often as a
company with such books would have them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import frappe
from pypika import CustomFunction

from sales_mgmt.storage.write import insert_rows

SEEDS, COPIES = 10_000, 100
ENTRIES = SEEDS * COPIES
CUSTOMERS, ITEMS, ITEMS_PER_CUSTOMER, SALESPEOPLE = 500, 1_000, 30, 12
ORDERS, LINES, UNDER_WAY = 50_000, 4, 2_500
"""Orders, lines of each, and how many of the orders are not completed."""
OPEN = 10
"""One in so many customer ledger entries is unpaid."""
MARK = "BENCH-LARGE"
LEDGERS = (
	"Customer Ledger Entry",
	"VAT Entry",
	"General Ledger Entry",
	"Item Ledger Entry",
	"Item Value Entry",
)
CONCAT = CustomFunction("CONCAT", ["first", "second"])
LAST = date(2026, 10, 31)
PERIOD = {"from_date": "2026-01-01", "to_date": "2026-12-31"}
"""The year that all entries lie in: what a report over everything asks for."""


def customer(number: int) -> str:
	return f"{MARK}-C{number:04}"


def item(number: int) -> str:
	return f"{MARK}-I{number:04}"


def salesperson(number: int) -> str:
	return f"{MARK}-S{number:02}"


@contextmanager
def large_books() -> Iterator[None]:
	empty()
	_masters()
	for ledger in LEDGERS:
		_ledger(ledger)
	_orders()
	frappe.db.commit()
	for table in (*LEDGERS, "Sales Order", "Sales Line"):
		frappe.db.sql(f"ANALYZE TABLE `tab{table}`")
	try:
		yield
	finally:
		empty()


def empty() -> None:
	for ledger in LEDGERS:
		frappe.db.truncate(ledger)
	for doctype in ("Customer", "Item", "Salesperson", "Stock Level", "Sales Order"):
		frappe.db.delete(doctype, {"name": ("like", f"{MARK}%")})
	frappe.db.delete("Sales Line", {"parent": ("like", f"{MARK}%")})
	frappe.db.commit()


def _masters() -> None:
	people = [
		{"name": salesperson(number), "description": f"Seller {number}"} for number in range(SALESPEOPLE)
	]
	insert_rows("Salesperson", [{**row, "code": row["name"], "commission_percent": 2} for row in people])
	names = [customer(number) for number in range(CUSTOMERS)]
	insert_rows("Customer", [{"name": name, "customer_name": f"Buyer {name}"} for name in names])
	kind = {"base_uom": "PCS", "item_type": "Inventory"}
	items = [{"name": item(number), "item_name": f"Part {number}", **kind} for number in range(ITEMS)]
	insert_rows("Item", items)
	levels = [{"name": f"{row['name']}-MAIN", "item": row["name"], "location": "MAIN"} for row in items]
	insert_rows("Stock Level", [{**row, "quantity": 30, "cost_amount": 1800} for row in levels])


def _ledger(doctype: str) -> None:
	"""Seeds, then each of them copied: one INSERT … SELECT per copy."""
	chance = random.Random(doctype)
	insert_rows(doctype, [{"name": f"{number:05}", **_entry(chance)} for number in range(SEEDS)])
	table = frappe.qb.DocType(doctype)
	columns = [column for column in frappe.db.get_table_columns(doctype) if column != "name"]
	for copy in range(1, COPIES):
		# In order, so that filling takes minutes: reports read indexes that hold all they ask for, whatever the names.
		name = CONCAT(f"{copy:02}-", table.name)
		query = frappe.qb.into(table).columns("name", *columns).from_(table)
		query = query.select(name, *(table[column] for column in columns))
		frappe.db.sql(query.where(table.name.like("_____")).get_sql())
		frappe.db.commit()


def _entry(chance: random.Random) -> dict:
	"""The fields of all ledgers; each takes those it has."""
	number = chance.randrange(CUSTOMERS)
	pieces, price, cost = chance.randrange(1, 20), chance.randrange(50, 500), chance.randrange(20, 60)
	net, on = float(pieces * price), LAST - timedelta(days=chance.randrange(300))
	memo = chance.randrange(20) == 0
	sign = -1 if memo else 1
	is_open = chance.randrange(OPEN) == 0
	return {
		"document_type": "Credit Memo" if memo else "Invoice",
		"document_doctype": "Sales Credit Memo" if memo else "Sales Invoice",
		"document_name": MARK,
		"posting_date": on,
		"due_date": on + timedelta(days=14),
		"customer": customer(number),
		"sell_to_customer": customer(number),
		"salesperson": salesperson(number % SALESPEOPLE),
		"currency": "NOK",
		"exchange_rate": 1,
		"sales_lcy": sign * net,
		"invoice_discount_lcy": sign * net / 20,
		"remaining_amount": sign * net if is_open else 0,
		"remaining_amount_lcy": sign * net if is_open else 0,
		"open": int(is_open),
		"vat_business_group": "DOMESTIC",
		"vat_product_group": chance.choice(("STANDARD", "FOOD")),
		"vat_percent": 25,
		"base": -sign * net,
		"amount": -sign * net / 4,
		"account": chance.choice(("1500", "2700", "3000", "4000", "1460")),
		"entry_type": "Sale",
		"item": item((number * 7 + chance.randrange(ITEMS_PER_CUSTOMER)) % ITEMS),
		"location": "MAIN",
		"quantity": -sign * pieces,
		"valued_quantity": -sign * pieces,
		"invoiced_quantity": -sign * pieces,
		"sales_amount": sign * net,
		"cost_amount": -sign * float(pieces * cost),
		"value_type": "Direct Cost",
	}


def _orders() -> None:
	chance = random.Random("orders")
	for first in range(0, ORDERS, 5_000):
		numbers = range(first, first + 5_000)
		insert_rows("Sales Order", [_order(number, chance) for number in numbers])
		insert_rows("Sales Line", [_line(number, row, chance) for number in numbers for row in range(LINES)])


def _order(number: int, chance: random.Random) -> dict:
	buyer = customer(number % CUSTOMERS)
	return {
		"name": f"{MARK}-{number:06}",
		"customer": buyer,
		"customer_name": f"Buyer {buyer}",
		"bill_to_customer": buyer,
		"salesperson": salesperson(number % SALESPEOPLE),
		"status": "Released" if number < UNDER_WAY else "Completed",
		"order_date": LAST,
		"shipment_date": LAST + timedelta(days=chance.randrange(60)),
		"exchange_rate": 1,
		"location": "MAIN",
	}


def _line(number: int, row: int, chance: random.Random) -> dict:
	shipped = chance.randrange(5) if number < UNDER_WAY else 10
	return {
		"name": f"{MARK}-{number:06}-{row}",
		"idx": row + 1,
		"parent": f"{MARK}-{number:06}",
		"parenttype": "Sales Order",
		"parentfield": "lines",
		"type": "Item",
		"item": item(chance.randrange(ITEMS)),
		"description": "Part",
		"location": "MAIN",
		"uom": "PCS",
		"qty_per_uom": 1,
		"quantity": 10,
		"quantity_shipped": shipped,
		"quantity_invoiced": shipped,
		"outstanding_quantity": 10 - shipped,
		"qty_to_ship": 10 - shipped,
		"amount": 1000,
		"amount_including_vat": 1250,
	}
