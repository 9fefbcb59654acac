"""What is measured: a table of scenarios, each a subject that is made beforehand and the work that is timed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import company
import floor
import frappe
import receivables
from frappe.model.document import Document

from sales_mgmt import api

ORDER, INVOICE = "Sales Order", "Sales Invoice"


@dataclass(frozen=True)
class Scenario:
	"""`prepare` makes the subject for a number of lines, `work` is what is timed."""

	name: str
	prepare: Callable[[int], Any]
	work: Callable[[Any], Any]


def draft(doctype: str, lines: list[dict], customer: str | None = None) -> Document:
	customer = customer or company.customer(0)
	return frappe.get_doc({"doctype": doctype, "customer": customer, "lines": lines})


def _new_order(lines: int) -> Document:
	return draft(ORDER, company.lines(lines))


def _stored(doctype: str) -> Callable[[int], str]:
	return lambda lines: draft(doctype, company.lines(lines)).insert().name


def _released(lines: int) -> str:
	name = _stored(ORDER)(lines)
	api.release(ORDER, name)
	return name


def _shipped(lines: int) -> str:
	name = _released(lines)
	api.post(ORDER, name, ship=True)
	return name


def _edit(name: str) -> None:
	"""As a form does it: the document is read, one line of it changed, everything sent back."""
	order = frappe.get_doc(ORDER, name)
	order.lines[-1].quantity += 1
	order.save()


def _order_values(lines: int) -> dict:
	return frappe.get_doc(ORDER, _stored(ORDER)(lines)).as_dict(convert_dates_to_str=True)


def _calculate(values: dict) -> None:
	row = values["lines"][-1]
	row["quantity"] += 1
	api.calculate(values, [{"row": row["name"], "fieldname": "quantity"}])


def whole_flow(order: Document) -> None:
	"""Save, release, ship, invoice: four requests."""
	order.insert()
	frappe.db.commit()
	api.release(ORDER, order.name)
	frappe.db.commit()
	api.post(ORDER, order.name, ship=True)
	frappe.db.commit()
	api.post(ORDER, order.name, invoice=True)


SCENARIOS = (
	Scenario("Save a new order", _new_order, lambda order: order.insert()),
	Scenario("Save a change of one line", _stored(ORDER), _edit),
	Scenario("Calculate (what the form asks for)", _order_values, _calculate),
	Scenario("Release", _stored(ORDER), lambda name: api.release(ORDER, name)),
	Scenario("Preview", _released, lambda name: api.preview(ORDER, name, ship=True, invoice=True)),
	Scenario("Post: ship", _released, lambda name: api.post(ORDER, name, ship=True)),
	Scenario("Post: invoice", _shipped, lambda name: api.post(ORDER, name, invoice=True)),
	Scenario(
		"Post: ship and invoice", _released, lambda name: api.post(ORDER, name, ship=True, invoice=True)
	),
	Scenario("Post a direct invoice", _stored(INVOICE), lambda name: api.post(INVOICE, name)),
	Scenario("Apply one payment to as many invoices", receivables.unpaid, receivables.pay_all),
	Scenario("Whole flow: save, release, ship, invoice", _new_order, whole_flow),
)
"""One row of the table each. Add further ones here."""

FLOW = SCENARIOS[-1]
BARE = Scenario("Floor: bare document, insert and submit", floor.new_document, floor.insert_and_submit)
DRIVER = Scenario("Floor: the same rows by PyMySQL alone", floor.bare_rows, floor.send_rows)
