sales_mgmt.ledger_entry("Item Value Entry");
