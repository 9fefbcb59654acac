"""Applications as rows: which entry pays which, and what that takes off them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sales_mgmt.posting.core.entries import Application, Plan
from sales_mgmt.posting.ledgers import Source
from sales_mgmt.posting.write import insert_rows, new_name


def insert_applications(
	applications: Iterable[Application],
	credit_entry: str,
	common: Mapping[str, Any],
	new_debit_entry: str | None = None,
) -> None:
	"""Store applications of the entry `credit_entry`. `new_debit_entry` is the invoice that is posted in the same go."""
	insert_rows(
		"Customer Ledger Application",
		[
			{
				**common,
				"debit_entry": item.entry or new_debit_entry,
				"credit_entry": credit_entry,
				"amount": item.amount,
				"amount_lcy": item.amount_lcy,
				"exchange_difference_lcy": item.exchange_difference_lcy,
			}
			for item in applications
		],
	)


def name_customer_entries(rows: Mapping[str, list[dict[str, Any]]]) -> str:
	"""Give the customer ledger entries of a sale their names. Returns that of the invoice, which is the first."""
	for row in rows["Customer Ledger Entry"]:
		row["name"] = new_name()
	return rows["Customer Ledger Entry"][0]["name"]


def write_paid_at_once(plan: Plan, rows: Mapping[str, list[dict[str, Any]]], source: Source) -> None:
	"""Store how the payment that an invoice brings along closes it. Nothing to store for other invoices."""
	if not plan.applications:
		return
	invoice, payment = rows["Customer Ledger Entry"]
	insert_applications(
		plan.applications,
		payment["name"],
		{
			**{field: payment[field] for field in ("posting_date", "customer", "currency")},
			**source.reference(),
		},
		new_debit_entry=invoice["name"],
	)
