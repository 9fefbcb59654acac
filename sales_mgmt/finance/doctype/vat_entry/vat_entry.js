sales_mgmt.ledger_entry("VAT Entry");
