"""Which lines of a posted invoice a corrective credit memo takes: how many, goods back or price only, why (domain A12).

*Return* takes goods back, at most what did not come back yet. *Price* gives money back and moves no goods: it may be asked
for goods that came back already to a part, and posting caps all credits of a line by what it was invoiced for.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.documents.making.pieces import INVOICE, Piece
from sales_mgmt.documents.making.reversed_lines import PRICE_ONLY
from sales_mgmt.documents.making.reversible import add_lines, append_line, reversible_lines
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.lines import COMMENT
from sales_mgmt.kinds.quantities import plain, quantity
from sales_mgmt.storage.mapping import common_fields

RETURN = "Return"
EFFECTS = (RETURN, PRICE_ONLY)
CODE = "credit_choice"

NOTHING = sentence("Choose at least one line to credit.")
FOREIGN = sentence("Invoice {0} has no line {1} that could be credited.")
TWICE = sentence(
	"Row {0}: this line is named twice with the same effect. Name it once, with the whole quantity."
)
NO_EFFECT = sentence(
	"Row {0}: {1} is no effect. A line is credited as Return, where goods come back, or as Price."
)
NOT_POSITIVE = sentence("Row {0}: the quantity to credit has to be greater than 0.")
TOO_MUCH = sentence("Row {0}: {1} can not be credited, because only {2} is left of this line.")
ALL_BACK = sentence("Row {0}: nothing of this line is left to come back. It may still be credited as Price.")
NO_PRICE = sentence(
	"Row {0}: goods come back at the price they were sold at. A price of its own needs the effect Price."
)


def lines_to_credit(invoice: Document) -> list[dict[str, Any]]:
	"""What of a posted invoice can be credited, in its order: [{line, row, type, item, account, item_charge, description,
	quantity, left, uom, unit_price}]. `left`: what did not come back yet; 0 may still be credited by its price."""
	found = {row["line"]: row for row in reversible_lines(invoice.customer, _billed(invoice))}
	return [
		{**found[line.name], "left": found[line.name]["reversible"]}
		for line in invoice.lines
		if line.name in found
	]


def credit_lines(memo: Document, invoice: Document, chosen: Iterable[Mapping[str, Any]] | None) -> bool:
	"""Put lines of an invoice on its corrective credit memo, all that is left where none are chosen. Whether there are any.

	`chosen`: {line, quantity, effect, unit_price, return_reason}; without a quantity what is left, without an effect Return.
	`unit_price`: what is given back of each, only with Price. PostingError for what can not be credited; nothing is saved.
	"""
	if chosen is None:
		return bool(add_lines(memo, _billed(invoice)))
	chosen = list(chosen)
	_check(invoice, chosen)
	back = [entry for entry in chosen if entry.get("effect") != PRICE_ONLY]
	if back:
		add_lines(memo, back)
	_append_prices(memo, invoice, [entry for entry in chosen if entry.get("effect") == PRICE_ONLY])
	places = {_choice(entry["line"], entry.get("effect")): entry for entry in chosen}
	order = {choice: place for place, choice in enumerate(places)}
	for line in memo.lines:
		line.return_reason = places[_choice(line.invoice_line, line.effect)].get("return_reason") or None
	memo.lines.sort(key=lambda line: order[_choice(line.invoice_line, line.effect)])
	for number, line in enumerate(memo.lines, start=1):
		line.idx = number
	return bool(memo.lines)


def _choice(line: str, effect: str | None) -> tuple[str, bool]:
	return line, effect == PRICE_ONLY


def _billed(invoice: Document) -> list[str]:
	return [line.name for line in invoice.lines if line.type != COMMENT and line.quantity]


def _check(invoice: Document, chosen: list[Mapping[str, Any]]) -> None:
	"""Everything that speaks against the choice. Raises PostingError with all of it."""
	known = {row["line"]: row for row in lines_to_credit(invoice)}
	findings = [] if chosen else [Finding(CODE, NOTHING)]
	seen = set()
	for entry in chosen:
		row, effect = known.get(entry["line"]), entry.get("effect") or RETURN
		if row is None:
			findings.append(Finding(CODE, FOREIGN, (invoice.posted_no, entry["line"])))
			continue
		number = str(row["row"])
		if (entry["line"], effect) in seen:
			findings.append(Finding(CODE, TWICE, (number,), row["row"]))
		seen.add((entry["line"], effect))
		findings += [
			Finding(CODE, text, (number, *values), row["row"])
			for text, *values in _against(row, entry, effect)
		]
	if findings:
		refuse(findings)


def _against(row: Mapping[str, Any], entry: Mapping[str, Any], effect: str) -> Iterable[tuple[str, ...]]:
	if effect not in EFFECTS:
		yield NO_EFFECT, effect
		return
	if effect == RETURN and entry.get("unit_price") is not None:
		yield (NO_PRICE,)
	most = quantity(row["left"] if effect == RETURN else row["quantity"])
	asked = most if entry.get("quantity") is None else quantity(entry["quantity"])
	if most <= 0:
		yield (ALL_BACK,)
	elif asked <= 0:
		yield (NOT_POSITIVE,)
	elif asked > most:
		yield TOO_MUCH, plain(asked), plain(most)


def _append_prices(memo: Document, invoice: Document, chosen: Iterable[Mapping[str, Any]]) -> None:
	"""Rows that give money back. Goods of several shipments need not be told apart: none of them moves."""
	originals = {line.name: line for line in invoice.lines}
	fields = common_fields(f"{INVOICE} Line", memo.meta.get_field("lines").options)
	source = frappe._dict(doctype=INVOICE, document=invoice.name)
	for entry in chosen:
		original = originals[entry["line"]]
		asked: Decimal = quantity(original.quantity if entry.get("quantity") is None else entry["quantity"])
		line = append_line(memo, source, original, Piece(original.name, None, asked), asked, fields)
		line.effect = PRICE_ONLY
		if entry.get("unit_price") is not None:
			line.update({"unit_price": entry["unit_price"], "invoice_discount_amount": None})
