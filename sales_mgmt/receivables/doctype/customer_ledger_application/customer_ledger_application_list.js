frappe.listview_settings["Customer Ledger Application"] = sales_mgmt.ledger_list();
