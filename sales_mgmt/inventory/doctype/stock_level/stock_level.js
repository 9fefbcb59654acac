sales_mgmt.ledger_entry("Stock Level");
