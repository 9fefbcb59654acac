frappe.listview_settings["Stock Level"] = sales_mgmt.ledger_list();
