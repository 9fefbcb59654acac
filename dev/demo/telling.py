"""How the story is told: who acts, what is said, and what is shown of a document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.model.document import Document

from dev.demo import company, ledgers
from dev.demo.tables import Column, shown, table


def show(doc: Document, columns: tuple[Column, ...]) -> None:
	number = doc.get("posted_no") or doc.name
	state = doc.get("status") or "Posted"
	print(f"  {doc.doctype} {number} · {doc.customer_name} · {state}")
	print(table(columns, [line.as_dict() for line in doc.lines if line.type != "Comment"]))
	if doc.get("amount_including_vat"):
		net, vat, gross = (
			shown("money", doc.get(field)) for field in ("amount", "vat_amount", "amount_including_vat")
		)
		print(f"    {doc.currency} {net} + VAT {vat} = {gross}, due {doc.due_date}")
	print()


def show_entries(doctype: str, name: str) -> ledgers.Document:
	user = frappe.session.user
	frappe.set_user(company.AUDITOR)
	print(ledgers.left_by((doctype, name)) + "\n")
	frappe.set_user(user)
	return doctype, name


@contextmanager
def act_as(user: str, does: str) -> Iterator[None]:
	"""Act as this user, and keep what was done."""
	say(f"{frappe.get_cached_value('User', user, 'full_name')} ({user}) {does}")
	frappe.set_user(user)
	try:
		yield
		frappe.db.commit()
	finally:
		frappe.set_user("Administrator")


def say(text: str) -> None:
	print(text, flush=True)
