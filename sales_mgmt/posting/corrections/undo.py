"""Undo lines of a posted shipment or return receipt: corrective lines in the same document (domain A20)."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Sum
from frappe.utils import getdate
from pypika import Case

from sales_mgmt.amounts import to_decimal
from sales_mgmt.costing import CostFacts
from sales_mgmt.documents.state.quantities import factor_of
from sales_mgmt.kinds.chain import Chain, chain_of
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.quantities import carries_quantity, quantity
from sales_mgmt.masters.masters import ITEM_FIELDS, by_name
from sales_mgmt.posting.core.corrections.undo import MovedLine, UndoFacts, is_wholly_undone, plan_undo
from sales_mgmt.posting.core.entries import ITEM_CHARGE
from sales_mgmt.posting.core.facts import Accounts, OrderLineFacts
from sales_mgmt.posting.reading.accounts import general_setups, inventory_setups
from sales_mgmt.posting.reading.gather import item_facts_of
from sales_mgmt.posting.reading.item_costs import read_coming
from sales_mgmt.posting.reading.origins import read_order_lines
from sales_mgmt.posting.road.extensions import announce_after_commit
from sales_mgmt.posting.road.planning import planned
from sales_mgmt.posting.sale.invoice import update_orders
from sales_mgmt.posting.writing.ledgers import Source, ledger_rows, write_goods, write_money
from sales_mgmt.settings import posting_policy
from sales_mgmt.storage.write import insert_rows, new_name, update_rows


def undo(
	doctype: str, name: str, lines: Collection[str] | None = None, reason: str | None = None
) -> list[str]:
	"""Undo lines, or all that can be undone, in the caller's transaction. Returns their names. The corrective lines keep why.

	Raises PostingError with every finding; then nothing is written.
	"""
	doc = frappe.get_doc(doctype, name, for_update=True)
	chain = chain_of(doctype)
	facts = gather_undo(doc, chain, lines, lock=True)
	plan, undone = planned(plan_undo, facts)
	rows = ledger_rows(plan, _common(doc))
	corrective = {line.name: new_name() for line in undone}
	source = Source(doc.doctype, doc.name, doc.posted_no, corrective)
	entries = write_goods(plan, rows, source, source)
	_write_lines(doc, {line.name: line for line in undone}, corrective, entries, reason)
	update_rows("Item Ledger Entry", {line.item_entry: _mark(line) for line in undone if line.item_entry})
	write_money(rows, source)
	update_orders(plan, chain, reopens=True)
	frappe.clear_document_cache(doc.doctype, doc.name)
	doc.notify_update()
	written = next(iter(corrective.values()), None)
	announce_after_commit(doctype, proof=(f"{doctype} Line", written), undone=doc.name)
	return [line.name for line in undone]


def _mark(line: MovedLine) -> dict[str, Any]:
	"""Of an entry that is undone. What was billed of it may stand again, should its cancellation be cancelled."""
	return {"undone_quantity": abs(line.entry_quantity)} if line.is_rest else {"correction": 1}


def gather_undo(doc: Document, chain: Chain, chosen: Collection[str] | None, lock: bool = False) -> UndoFacts:
	"""Facts of the chosen lines of a shipment or receipt, or of all."""
	wanted = [
		line
		for line in doc.lines
		if carries_quantity(line.type) and (line.quantity > 0 if chosen is None else line.name in chosen)
	]
	origins = read_order_lines(
		{line.get(chain.line_link) for line in wanted if line.get(chain.line_link)}, lock, chain.order
	)
	items = by_name("Item", ITEM_FIELDS, {line.item for line in wanted if line.item})
	places = {
		(line.item, line.location)
		for line in wanted
		if line.item in items and items[line.item].item_type == INVENTORY and line.location
	}
	moved_by = {line.item_ledger_entry for line in wanted if line.item_ledger_entry}
	tied = {line.item_ledger_entry for line in wanted if (line.item, line.location) in places} | _sold_by(
		moved_by
	)
	stock, costs = read_coming(places, tied, lock)
	entries = _entries(moved_by, lock)
	billed = _billed(entries.values(), chain)
	return UndoFacts(
		posted_no=doc.posted_no,
		is_receipt=doc.doctype == "Return Receipt",
		posting_date=getdate(doc.posting_date),
		lines=tuple(_moved(line, chain, items, origins, entries, billed) for line in wanted),
		policy=posting_policy(),
		stock=stock,
		costs=costs,
		accounts=_accounts(items, costs),
		asked=chosen is not None,
	)


def _accounts(items: Mapping[str, "frappe._dict"], costs: CostFacts) -> Accounts:
	"""For the cost of others that may change because goods come back."""
	groups = {row.inventory_posting_group for row in items.values() if row.inventory_posting_group}
	return Accounts(inventory=inventory_setups(groups), general=general_setups(costs.business_groups()))


def _sold_by(entries: set[str]) -> set[str]:
	"""The entries whose goods came back with these."""
	if not entries:
		return set()
	entry = frappe.qb.DocType("Item Ledger Entry")
	query = frappe.qb.from_(entry).select(entry.applies_from_entry).where(entry.name.isin(sorted(entries)))
	return set(query.where(entry.applies_from_entry.isnotnull()).run(pluck=True))


def _entries(names: set[str], lock: bool) -> dict[str, "frappe._dict"]:
	if not names:
		return {}
	entry = frappe.qb.DocType("Item Ledger Entry")
	query = (
		frappe.qb.from_(entry)
		.select(
			entry.name,
			entry.quantity,
			entry.invoiced_quantity,
			entry.returned_quantity,
			entry.sales_amount,
			entry.undone_quantity,
			entry.product_posting_group,
		)
		.where(entry.name.isin(sorted(names)))
		.orderby(entry.name)
	)
	return {row.name: row for row in (query.for_update() if lock else query).run(as_dict=True)}


def _billed(entries: Iterable["frappe._dict"], chain: Chain) -> dict[str, tuple[Decimal, Decimal]]:
	"""Of entries that are billed, or charged: what documents that stand billed of them, in base units, and what item charges
	brought in. One query, or none."""
	names = sorted(row.name for row in entries if row.invoiced_quantity or row.sales_amount)
	if not names:
		return {}
	value, head = frappe.qb.DocType("Item Value Entry"), frappe.qb.DocType(chain.billed)
	stands = (value.document_doctype == chain.billed) & (head.status != "Cancelled")
	rows = (
		frappe.qb.from_(value)
		.left_join(head)
		.on(head.name == value.document_name)
		.select(
			value.item_ledger_entry,
			Sum(Case().when(stands, value.invoiced_quantity).else_(0)),
			Sum(Case().when(value.value_type == ITEM_CHARGE, value.sales_amount).else_(0)),
		)
		.where(value.item_ledger_entry.isin(names))
		.groupby(value.item_ledger_entry)
		.run()
	)
	return {name: (abs(quantity(billed)), to_decimal(charged)) for name, billed, charged in rows}


def _moved(
	line: Document,
	chain: Chain,
	items: dict[str, "frappe._dict"],
	origins: dict[str, OrderLineFacts],
	entries: dict[str, "frappe._dict"],
	billed: dict[str, tuple[Decimal, Decimal]],
) -> MovedLine:
	item, entry = items.get(line.item), entries.get(line.item_ledger_entry)
	known = {}
	if entry:
		standing, charged = billed.get(entry.name, (Decimal(0), Decimal(0)))
		known = {
			"item_entry": entry.name,
			"entry_quantity": quantity(entry.quantity),
			"entry_invoiced": quantity(entry.invoiced_quantity),
			"entry_standing": standing,
			"entry_undone": quantity(entry.undone_quantity),
			"entry_charged": charged,
			"entry_returned": quantity(entry.returned_quantity),
			"product_posting_group": entry.product_posting_group,
		}
	return MovedLine(
		name=line.name,
		row=line.idx,
		quantity=quantity(line.quantity),
		description=line.description or "",
		location=line.location or "",
		correction=bool(line.correction),
		order_line=origins.get(line.get(chain.line_link)),
		item=item and item_facts_of(item),
		qty_per_uom=factor_of(line),
		**known,
	)


def _common(doc: Document) -> dict:
	return {
		"posting_date": doc.posting_date,
		"document_date": doc.document_date,
		"customer": doc.customer,
		"sell_to_customer": doc.customer,
		"external_document_no": doc.external_document_no,
		"salesperson": doc.salesperson,
		"description": doc.posted_no,
	}


def _write_lines(
	doc: Document,
	undone: dict[str, MovedLine],
	corrective: dict[str, str],
	entries: dict[str, str],
	reason: str | None,
) -> None:
	"""The corrective lines right below those they undo: one INSERT, and the rows behind them move down in one UPDATE."""
	table = f"{doc.doctype} Line"
	whole = {name for name, line in undone.items() if not line.is_rest}
	index, moved, rows = 0, {}, []
	for line in doc.lines:
		index += 1
		if line.idx != index or line.name in corrective:
			moved[line.name] = {
				"idx": index,
				"correction": int(line.name in whole or bool(line.correction)),
			}
		if line.name not in corrective:
			continue
		index += 1
		row = line.get_valid_dict(convert_dates_to_str=True, ignore_virtual=True)
		row.update(
			{
				"name": corrective[line.name],
				"idx": index,
				"quantity": -float(undone[line.name].quantity),
				"correction": 1,
				"item_ledger_entry": entries.get(line.name),
				"undo_reason": reason,
			}
		)
		rows.append(row)
	update_rows(table, moved)
	insert_rows(table, rows)
	moved = [line.name for line in doc.lines if carries_quantity(line.type) and line.quantity > 0]
	before = {line.name for line in doc.lines if line.correction}
	if is_wholly_undone(moved, before, undone.values()):
		update_rows(doc.doctype, {doc.name: {"undone": 1}})
