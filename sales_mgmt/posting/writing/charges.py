"""What a posting reads, locks and writes of item charges and the goods they are assigned to (domain A29).

Entries and assignments are read in a constant number of queries, and only where a document has assignments. With `lock`
they are read FOR UPDATE, after all other item ledger entries.
"""

from frappe.model.document import Document

from sales_mgmt.charges import amounts_of
from sales_mgmt.kinds.chain import chain_of
from sales_mgmt.kinds.lines import CHARGE
from sales_mgmt.posting.core.charge_facts import ChargeFacts, ChargeShare
from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.reading.charges import TABLE
from sales_mgmt.settings import currency_digits
from sales_mgmt.storage.write import update_rows


def add_posted_assignments(order: Document, posted: Document, plan: Plan, facts: ChargeFacts) -> None:
	"""The invoice or credit memo that an order makes says which goods its charges belong to."""
	if not facts.shares:
		return
	link = chain_of(order.doctype).line_link
	lines = {line.get(link): line for line in posted.lines if line.get(link)}
	rows = {row.name: row for row in order.charge_assignments}
	digits = currency_digits(order.currency)
	for billed in plan.invoice.lines:
		if billed.line.type != CHARGE:
			continue
		shares = [share for share in facts.shares if share.charge_line == billed.line.name and share.quantity]
		parts = [share.quantity for share in shares]
		amounts = amounts_of(billed.amounts.line_amount, parts, billed.quantity, digits)
		for share, amount in zip(shares, amounts, strict=True):
			row, charge, target = rows[share.name], lines[share.charge_line], lines.get(share.target_line)
			posted.append(
				"charge_assignments",
				{
					"charge_line": charge.name,
					"charge_row": charge.idx,
					"item_charge": charge.item_charge,
					"target_line": target and target.name,
					"target_row": target and target.idx,
					"item_ledger_entry": row.item_ledger_entry
					or (None if target else _earlier(share, facts)),
					"posted_no": row.posted_no,
					"item": row.item,
					"description": row.description,
					"qty_to_assign": float(share.quantity),
					"qty_assigned": float(share.quantity),
					"amount": float(amount),
					"source_row": share.name,
				},
			)


def _earlier(share: ChargeShare, facts: ChargeFacts) -> str | None:
	"""Goods of an order line that is not on this invoice: an entry they left by before."""
	entries = facts.earlier.get(share.target_line, ())
	return entries[-1] if entries else None


def write_assigned(plan: Plan) -> None:
	"""What orders count of their assignments, and suggest for the next posting: one UPDATE."""
	update_rows(
		TABLE,
		{
			change.name: {
				"qty_assigned": change.assigned,
				"qty_to_handle": max(change.to_assign - change.assigned, 0),
			}
			for change in plan.charges
		},
	)


def write_own_assignments(doc: Document, facts: ChargeFacts) -> None:
	"""Everything on an invoice or credit memo is posted with it: one UPDATE."""
	changes = {
		share.name: {
			"qty_assigned": share.quantity,
			"qty_to_handle": 0,
			"source_row": share.counted and share.counted.name,
		}
		for share in facts.shares
	}
	update_rows(TABLE, changes)
	for row in doc.get("charge_assignments") or []:
		row.update(
			{
				"qty_assigned": row.qty_to_assign,
				"qty_to_handle": 0,
				"source_row": changes[row.name]["source_row"],
			}
		)
