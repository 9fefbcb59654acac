"""Sites that were installed before the tables had these indexes get them too."""

from sales_mgmt.receivables.doctype.customer_ledger_entry import customer_ledger_entry
from sales_mgmt.sales_mgmt.doctype.sales_line import sales_line
from sales_mgmt.sales_mgmt.doctype.sales_order import sales_order


def execute() -> None:
	for table in (sales_line, sales_order, customer_ledger_entry):
		table.on_doctype_update()
