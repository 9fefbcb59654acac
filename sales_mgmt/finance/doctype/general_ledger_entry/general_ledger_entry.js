sales_mgmt.ledger_entry("General Ledger Entry");
