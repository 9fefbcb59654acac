sales_mgmt.ledger_entry("Customer Ledger Application");
