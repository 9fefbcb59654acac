"""Sites that were installed before the tables had these indexes get them too."""

from sales_mgmt.finance.doctype.general_ledger_entry import general_ledger_entry
from sales_mgmt.finance.doctype.vat_entry import vat_entry
from sales_mgmt.inventory.doctype.item_value_entry import item_value_entry
from sales_mgmt.receivables.doctype.customer_ledger_entry import customer_ledger_entry
from sales_mgmt.sales_mgmt.doctype.sales_line import sales_line
from sales_mgmt.sales_mgmt.doctype.sales_order import sales_order

TABLES = (
	sales_line,
	sales_order,
	customer_ledger_entry,
	item_value_entry,
	vat_entry,
	general_ledger_entry,
)


def execute() -> None:
	for table in TABLES:
		table.on_doctype_update()
