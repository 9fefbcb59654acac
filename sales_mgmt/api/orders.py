"""Actions of orders, beside `sales_mgmt.api`, which offers them under its own name too."""

from typing import Any

from frappe import _

from sales_mgmt.access.permissions import allowed, require
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.incoming.arguments import action
from sales_mgmt.incoming.plain import read_plain
from sales_mgmt.posting.sale import closing
from sales_mgmt.transactions.retry import with_retries


@action(methods=["POST"])
def close_order(order: str, reason: str, lines: list[str] | None = None) -> dict[str, Any]:
	"""Give up what is outstanding on an order, or on the named `lines` (row names) only, for a reason.

	Returns {"status", "lines": names of the closed rows, "to_invoice": whether shipped goods still wait for their
	invoice, with which the order will be completed}. `reopen` takes it back once the order is completed. Raises
	PostingError with every finding; then nothing is written.
	"""
	doc = allowed("Sales Order", order, ("Sales Order",), "write")
	require("Sales Order", "create")
	why = read_plain(reason, _("Reason"))
	if not why:
		refuse([Finding("reason", sentence("Say why the rest of the order is closed."))])
	closed = with_retries(lambda: closing.close_order(doc.name, why, lines or None, doc.modified))
	return {"status": closed.status, "lines": closed.lines, "to_invoice": closed.to_invoice}
