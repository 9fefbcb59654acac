sales_mgmt.ledger_entry("Item Application Entry");
