"""Documents and goods for site tests, as people of the demo company would enter them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha1
from typing import Any

import frappe
import frappe.client
import pytest
from frappe.model.document import Document
from frappe.query_builder.functions import Sum

from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError, text

OSLO, BERGEN, COMPLETE_ONLY, HAMBURG = "C-00001", "C-00002", "C-00003", "C-00005"
INGRID, LILLEHAMMER, CHAIN, COUNTER = "C-00006", "C-00007", "C-00008", "C-00009"
"""INGRID's prices include VAT, HAMBURG pays in EUR, LILLEHAMMER is billed to CHAIN, CHAIN pays the oldest first."""

DAY = "2026-03-02"
QUANTITIES = (
	"qty_to_ship",
	"qty_to_invoice",
	"quantity_shipped",
	"quantity_invoiced",
	"outstanding_quantity",
	"qty_shipped_not_invoiced",
)


def goods(price: float = 100, cost: float = 60, stock: float = 0, **values: Any) -> str:
	"""A new item of its own, with `stock` pieces at MAIN that cost `cost` each. Returns its code."""
	code = f"T-{frappe.generate_hash(length=8)}"
	groups = {"product_posting_group": "GOODS", "vat_product_group": "STANDARD"}
	item = {"item_code": code, "item_name": code, "base_uom": "PCS", "unit_price": price, "unit_cost": cost}
	kind = {"item_type": "Inventory", "inventory_posting_group": "PARTS"}
	frappe.get_doc({"doctype": "Item", **item, **groups, **kind, **values}).insert()
	if stock:
		adjust((code, stock, cost))
	return code


def buyer(like: str = OSLO, **values: Any) -> str:
	"""A new customer with the terms and groups of another one, and nothing in the ledgers yet."""
	doc = frappe.copy_doc(frappe.get_doc("Customer", like))
	doc.update({"customer_name": f"Buyer {frappe.generate_hash(length=6)}", **values})
	return doc.insert().name


def adjust(*moves: tuple, location: str = "MAIN", **values: Any) -> Document:
	"""Post an adjustment of (item, quantity, unit cost) rows."""
	lines = [
		{"item": item, "location": location, "quantity": quantity, "unit_cost": cost}
		for item, quantity, cost in moves
	]
	doc = frappe.get_doc(
		{"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": lines, **values}
	).insert()
	doc.submit()
	return doc


def draft(doctype: str, *lines: dict, customer: str = OSLO, **values: Any) -> Document:
	"""Insert a sales document dated DAY."""
	dates = {"document_date": DAY, "posting_date": DAY}
	return frappe.get_doc(
		{"doctype": doctype, "customer": customer, **dates, **values, "lines": [dict(line) for line in lines]}
	).insert()


def order(*lines: dict, **values: Any) -> Document:
	return draft("Sales Order", *lines, **values)


def quote(*lines: dict, **values: Any) -> Document:
	"""A quote that has not expired, whenever the tests run."""
	return draft("Sales Quote", *lines, **{"valid_until": "2999-12-31", **values})


def invoice(*lines: dict, **values: Any) -> Document:
	return draft("Sales Invoice", *lines, **values)


def item(code: str, quantity: float = 1, **values: Any) -> dict:
	return {"type": "Item", "item": code, "quantity": quantity, **values}


def account(number: str, quantity: float, unit_price: float) -> dict:
	return {"type": "G/L Account", "account": number, "quantity": quantity, "unit_price": unit_price}


def post(doc: Document, ship: bool = False, invoice: bool = False, **kw: Any) -> frappe._dict:
	"""Post through the API and bring `doc` up to date. Returns the posted documents' names."""
	posted = api.post(doc.doctype, doc.name, ship=ship, invoice=invoice, **kw)
	doc.reload()
	return frappe._dict(posted)


def posted_invoice(*lines: dict, **values: Any) -> Document:
	doc = invoice(*lines, **values)
	post(doc)
	return doc


def settings(**values: Any) -> None:
	doc = frappe.get_doc("Sales Settings")
	doc.update(values)
	doc.save()


def edit(doc: Document, row: int | None = 1, **values: Any) -> None:
	"""Change a line, or the header with `row` None, as REST does: fetch the document as JSON and send it back."""
	sent = frappe.parse_json(frappe.as_json(frappe.client.get(doc.doctype, doc.name)))
	(sent["lines"][row - 1] if row else sent).update(values)
	frappe.client.save(sent)
	doc.reload()


def exchange_rates(currency: str = "EUR", **rates: float) -> None:
	"""The only rates of a currency: local currency for one unit, by starting date written as d20260302."""
	for name in frappe.get_all("Currency Exchange Rate", {"currency": currency}, pluck="name"):
		frappe.delete_doc("Currency Exchange Rate", name)
	for day, rate in rates.items():
		frappe.get_doc(
			{
				"doctype": "Currency Exchange Rate",
				"currency": currency,
				"starting_date": frappe.utils.getdate(f"{day[1:5]}-{day[5:7]}-{day[7:]}"),
				"exchange_rate_amount": 1,
				"local_amount": rate,
			}
		).insert()


def quantities(order: Document) -> list[tuple]:
	"""The six quantities of every line, as they are stored."""
	filters = {"parent": order.name}
	return list(frappe.get_all("Sales Line", filters, QUANTITIES, order_by="idx", as_list=True))


def statuses(order: Document) -> tuple:
	fields = ["status", "shipping_status", "invoicing_status"]
	return frappe.db.get_value("Sales Order", order.name, fields)


def ledger(name: str, field: str = "amount") -> dict[str, float]:
	"""What a posted document did to the general ledger: {account: amount}."""
	table = frappe.qb.DocType("General Ledger Entry")
	query = frappe.qb.from_(table).select(table.account, Sum(table[field])).groupby(table.account)
	return {row[0]: round(row[1], 6) for row in query.where(table.document_name == name).run()}


def entries(doctype: str, fields: str, **filters: Any) -> list[tuple]:
	"""Rows of a ledger in the order they were written; `fields` separated by blanks."""
	order_by = "creation asc, idx asc"
	return list(frappe.get_all(doctype, filters, fields.split(), order_by=order_by, as_list=True))


def stock(code: str, location: str = "MAIN") -> tuple[float, float]:
	"""Quantity and value on a location."""
	fields = ["quantity", "cost_amount"]
	return frappe.db.get_value("Stock Level", {"item": code, "location": location}, fields) or (0, 0)


def contents() -> dict[str, tuple[int, str]]:
	"""Number of rows and a fingerprint of every table of the app."""
	modules = frappe.get_all("Module Def", {"app_name": "sales_mgmt"}, pluck="name")
	prints = {}
	for doctype in frappe.get_all("DocType", {"module": ("in", modules), "issingle": 0}, pluck="name"):
		table = frappe.qb.DocType(doctype)
		rows = frappe.qb.from_(table).select("*").orderby(table.name).run()
		prints[doctype] = (len(rows), sha1(repr(rows).encode()).hexdigest())
	return prints


@contextmanager
def refused(*codes: str) -> Iterator[list[str]]:
	"""The block is refused with exactly these findings, each a whole sentence with its row, and nothing is written.

	Yields a list that holds the sentences afterwards.
	"""
	before = contents()
	sentences: list[str] = []
	with pytest.raises(PostingError) as caught:
		yield sentences
	findings = caught.value.findings
	assert sorted(finding.code for finding in findings) == sorted(codes)
	for finding in findings:
		sentence = text(finding)
		assert sentence[0].isupper() and sentence.endswith(".") and "{" not in sentence
		assert finding.row is None or f"Row {finding.row}:" in sentence or finding.code == "E24"
		sentences.append(sentence)
	assert contents() == before
