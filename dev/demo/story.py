"""One sale from quote to payment, as the people of the demo company do it in their trades, with what each step leaves.

Every run is a new sale on the same company; what lies on the desks besides is made once. Each act is committed, so the Desk shows the sale as it is told here.
Raises SystemExit when the books are not sound at the end.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frappe
from frappe.utils import flt, today

from dev.demo import company, everyday, home, ledgers, returns
from dev.demo.tables import Column, shown, table
from dev.demo.telling import act_as, say, show, show_entries
from sales_mgmt import api
from sales_mgmt.print_formats.pdf import render_pdf

CUSTOMER = "C-00002"
LINES = (
	{"type": "Item", "item": "1000", "quantity": 10, "line_discount_percent": 10},
	{"type": "Item", "item": "1010", "quantity": 4},
	{"type": "Item", "item": "1030", "quantity": 2, "uom": "BOX"},
	{"type": "Item", "item": "3000", "quantity": 24},
	{"type": "Item", "item": "5000", "quantity": 1.5},
	{"type": "Comment", "description": "Please ring the workshop half an hour before delivery."},
	{"type": "Item", "item": "9000", "quantity": 1},
)
INVOICE_DISCOUNT_PERCENT = 5
FIRST_SHIPMENT = {"1000": 6, "1010": 4}
"""Pieces per item that leave with the first van."""

ORDERED = (
	Column("Item", "item"),
	Column("Description", "description"),
	Column("Quantity", "quantity", "number"),
	Column("Unit", "uom"),
	Column("Price", "unit_price", "money"),
	Column("Disc. %", "line_discount_percent", "number"),
	Column("Line amount", "line_amount", "money", total=True),
	Column("Inv. disc.", "invoice_discount_amount", "money", total=True),
	Column("Net", "amount", "money", total=True),
	Column("VAT %", "vat_percent", "number"),
	Column("VAT", "vat_amount", "money", total=True),
	Column("Gross", "amount_including_vat", "money", total=True),
)
PROGRESS = (
	Column("Item", "item"),
	Column("Quantity", "quantity", "number"),
	Column("Unit", "uom"),
	Column("To ship", "qty_to_ship", "number"),
	Column("Shipped", "quantity_shipped", "number"),
	Column("Outstanding", "outstanding_quantity", "number"),
	Column("To invoice", "qty_to_invoice", "number"),
	Column("Invoiced", "quantity_invoiced", "number"),
	Column("Shipped not inv.", "qty_shipped_not_invoiced", "number"),
)
SHIPPED = (
	Column("Item", "item"),
	Column("Description", "description"),
	Column("Quantity", "quantity", "number"),
	Column("Unit", "uom"),
	Column("Location", "location"),
)


def tell(folder: Path) -> list[Path]:
	"""Load the company, make the sale, show it, and print its invoices into `folder`. Returns the PDFs."""
	made = company.load()
	home.settle()
	frappe.db.commit()
	say(f"The company: Nordavind Sykkel AS, {made} documents made." if made else "The company is there.")

	for who, does, make in everyday.pieces():
		with act_as(who, does):
			make()

	order = _order(_quote())
	documents = [_ship(order, FIRST_SHIPMENT), first := _invoice(order)]
	documents += [_ship(order), second := _invoice(order)]
	_show_progress(order)
	documents.append(_pay(first, _gross(first)))
	documents.append(_pay(second, 500))
	documents += returns.give_back(second)
	documents += returns.bill_by_mistake(CUSTOMER)
	_close(documents)
	return [_print(folder, name) for _doctype, name in (first, second)]


def people() -> str:
	"""Who can log in to look at the sale on the Desk."""
	rows = [
		{
			"user": user,
			"name": frappe.db.get_value("User", user, "full_name"),
			"roles": ", ".join(sorted(frappe.get_all("Has Role", {"parent": user}, pluck="role"))),
		}
		for user in company.PEOPLE
	]
	columns = (Column("Log in as", "user"), Column("Name", "name"), Column("Roles", "roles"))
	return f"\nPeople of the company, all with the password {company.PASSWORD}:\n{table(columns, rows)}\n"


def _quote() -> str:
	with act_as(company.CLERK, "makes a quote"):
		quote = frappe.get_doc(
			{
				"doctype": "Sales Quote",
				"customer": CUSTOMER,
				"your_reference": "Olav Fjeld",
				"invoice_discount_percent": INVOICE_DISCOUNT_PERCENT,
				"lines": [dict(line) for line in LINES],
			}
		).insert()
	show(quote, ORDERED)
	return quote.name


def _order(quote: str) -> str:
	with act_as(company.CLERK, "turns the quote into an order and releases it"):
		order = api.make_order(quote)
		api.release("Sales Order", order)
	show(frappe.get_doc("Sales Order", order), PROGRESS)
	return order


def _ship(order: str, pieces: dict[str, float] | None = None) -> ledgers.Document:
	"""Ship some items, or everything that is left."""
	with act_as(company.WAREHOUSE, "ships a part of the order" if pieces else "ships the rest"):
		doc = frappe.get_doc("Sales Order", order)
		for line in doc.lines:
			line.qty_to_ship = pieces.get(line.item, 0) if pieces else line.outstanding_quantity
		doc.save()
		shipment = api.post("Sales Order", order, ship=True)["shipment"]
	show(frappe.get_doc("Sales Shipment", shipment), SHIPPED)
	return show_entries("Sales Shipment", shipment)


def _invoice(order: str) -> ledgers.Document:
	with act_as(company.BILLING, "invoices what is shipped"):
		invoice = api.post("Sales Order", order, invoice=True)["invoice"]
	show(frappe.get_doc("Sales Invoice", invoice), ORDERED)
	return show_entries("Sales Invoice", invoice)


def _pay(invoice: ledgers.Document, amount: float) -> ledgers.Document:
	number = frappe.db.get_value(*invoice, "posted_no")
	with act_as(company.BILLING, f"registers a payment of {shown('money', amount)} for {number}"):
		payment = api.register_payment(CUSTOMER, amount, today(), apply_to=invoice[1], payment_method="BANK")
	status, remaining = frappe.db.get_value(*invoice, ["status", "remaining_amount"])
	say(f"  {number} is now {status}, {shown('money', remaining)} remaining.\n")
	return show_entries("Customer Payment", payment)


def _close(documents: list[ledgers.Document]) -> None:
	"""The sale as a whole: the sums over everything it left."""
	with act_as(company.AUDITOR, "adds up what the sale left"):
		general = ledgers.entries(ledgers.GENERAL, documents)
		customer = ledgers.entries(ledgers.CUSTOMER, documents)
		drifts = api.verify()
		print(_accounts(general))
		print(f"\n  {ledgers.CUSTOMER}\n{table(ledgers.COLUMNS[ledgers.CUSTOMER], customer)}")
		items = sorted({line["item"] for line in LINES if line.get("item")})
		print(f"\n  On hand\n{ledgers.stock(items)}\n")
		balance = flt(sum(entry["amount"] for entry in general), 6)
		say(f"The general ledger sums to {shown('money', balance)}; verify() finds {len(drifts)} drifts.")
	if balance or drifts:
		raise SystemExit(f"The books are not sound: {drifts or balance}")


def _accounts(general: list[dict[str, Any]]) -> str:
	"""The general ledger entries of the sale, one line per account."""
	sums: dict[str, dict[str, Any]] = {}
	for entry in general:
		row = sums.setdefault(entry["account"], {**entry, "debit": 0, "credit": 0, "amount": 0})
		for field in ("debit", "credit", "amount"):
			row[field] += entry[field]
	rows = [sums[account] for account in sorted(sums)]
	return f"  General ledger by account\n{table(ledgers.COLUMNS[ledgers.GENERAL], rows)}"


def _print(folder: Path, invoice: str) -> Path:
	folder.mkdir(parents=True, exist_ok=True)
	number = frappe.db.get_value("Sales Invoice", invoice, "posted_no")
	with act_as(company.BILLING, f"prints {number}"):
		file = folder / f"{number}.pdf"
		file.write_bytes(render_pdf("Sales Invoice", invoice))
	return file


def _gross(invoice: ledgers.Document) -> float:
	return frappe.db.get_value(*invoice, "amount_including_vat")


def _show_progress(order: str) -> None:
	say("The order at the end")
	show(frappe.get_doc("Sales Order", order), PROGRESS)
