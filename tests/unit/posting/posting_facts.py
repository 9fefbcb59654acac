"""Facts of a sale for the tests of the pure core: one domestic customer, VAT of 25 and 15 %, books in NOK.

Accounts carry the name of what stands on them, so that an expected entry reads as a sentence.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

from sales_mgmt.costing import CostFacts, Entry
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.facts import (
	Accounts,
	GeneralSetup,
	HeaderFacts,
	InventorySetup,
	ItemFacts,
	LineFacts,
	OrderLineFacts,
	SaleFacts,
	StockLevel,
)
from sales_mgmt.rates.vat import VatSetup

ON = date(2026, 3, 2)
POLICY = Policy(local_currency="NOK")
ACCOUNTS = Accounts(
	receivables_account="receivables",
	invoice_rounding_account="rounding",
	general={
		("DOMESTIC", "GOODS"): GeneralSetup("sales", "line discount", "invoice discount", "cost of goods"),
		("DOMESTIC", "SERVICES"): GeneralSetup("services", "line discount", "invoice discount", None),
	},
	vat={
		("DOMESTIC", "STANDARD"): VatSetup(D(25), "vat"),
		("DOMESTIC", "FOOD"): VatSetup(D(15), "vat food"),
		("DOMESTIC", "ZERO"): VatSetup(D(0), None),
	},
	inventory={("PARTS", None): InventorySetup("inventory", "adjustment")},
)
HEADER = HeaderFacts(
	doctype="Sales Order",
	name="SO-1",
	status="Open",
	customer="C-1",
	bill_to_customer="C-1",
	blocked="",
	bill_to_blocked="",
	posting_date=ON,
	document_date=ON,
	due_date=ON,
	external_document_no=None,
	currency="NOK",
	exchange_rate=D(1),
	digits=2,
	prices_include_vat=False,
	shipping_advice="Partial",
	customer_posting_group="DOMESTIC",
	business_posting_group="DOMESTIC",
	vat_business_group="DOMESTIC",
)
GOODS = {"product_posting_group": "GOODS", "vat_product_group": "STANDARD", "vat_percent": D(25)}
SERVICES = {**GOODS, "product_posting_group": "SERVICES"}


def item(name="1000", item_type="Inventory", unit_cost="60", sales_blocked=False):
	group = "PARTS" if item_type == "Inventory" else None
	return ItemFacts(name, item_type, sales_blocked, D(unit_cost), group)


def header(**values):
	return replace(HEADER, **values)


def order_line(quantity, ship=0, invoice=0, *, name="L1", shipped=0, invoiced=0, entries=(), **values):
	"""A line of an order: 10 pedals at 100 unless the test says otherwise. Numbers may be given as text."""
	values = {"unit_price": D(100), "item": item(), "location": "MAIN", **GOODS, **values}
	return LineFacts(
		name=name,
		row=values.pop("row", int(name[1:])),
		type=values.pop("type", "Item"),
		description="Pedals",
		quantity=D(quantity),
		ship_now=D(ship),
		invoice_now=D(invoice),
		order_line=OrderLineFacts(name, "SO-1", D(quantity), D(shipped), D(invoiced), tuple(entries)),
		**values,
	)


def invoice_line(quantity, *, name="L1", origin=None, **values):
	"""A line of a direct invoice: it leaves now, unless `origin`, an order line, left before."""
	line = order_line(quantity, 0 if origin else quantity, quantity, name=name, **values)
	return replace(line, order_line=origin)


def comment(name="L9"):
	return LineFacts(name, int(name[1:]), "Comment", "Handle with care", D(0), D(0), D(0))


def stock(quantity, cost, item_name="1000", location="MAIN"):
	return {(item_name, location): StockLevel(D(quantity), D(cost))}


def supplied(levels):
	"""The item ledger behind stock levels: what is there came in at once, what is missing left at the level's cost."""
	return CostFacts(
		tuple(
			Entry(
				f"in {'/'.join(key)}",
				*key,
				level.quantity,
				level.cost_amount,
				level.quantity,
				level.quantity,
				unit_cost=level.cost_amount / level.quantity,
			)
			for key, level in levels.items()
			if level.quantity
		)
	)


def sale(*lines, ship=True, invoice=True, of=HEADER, accounts=ACCOUNTS, policy=POLICY, levels=None):
	levels = stock(100, 6000) if levels is None else levels
	return SaleFacts(of, tuple(lines), ship, invoice, accounts, policy, levels, supplied(levels))


def direct_invoice(*lines, **values):
	return sale(*lines, ship=False, of=header(doctype="Sales Invoice", name="SI-1"), **values)


def by_account(entries):
	"""{account: amount in local currency}, debit positive."""
	sums = defaultdict(D)
	for entry in entries:
		sums[entry.account] += entry.amount
	return dict(sums)


def codes(findings):
	return [finding.code for finding in findings]


def total(rows, field):
	return sum((getattr(row, field) for row in rows), D(0))
