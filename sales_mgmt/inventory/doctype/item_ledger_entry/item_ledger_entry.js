sales_mgmt.ledger_entry("Item Ledger Entry");
