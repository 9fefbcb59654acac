"""Posted invoice lines count what is given back of them as money too. A lower price does not count as goods any more."""

from sales_mgmt.posting.verify.verify_reversals import credited_sums
from sales_mgmt.storage.write import update_rows


def execute() -> None:
	query, _sums = credited_sums()
	update_rows("Sales Invoice Line", {row.pop("invoice_line"): row for row in query.run(as_dict=True)})
