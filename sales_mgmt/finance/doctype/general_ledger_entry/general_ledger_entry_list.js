frappe.listview_settings["General Ledger Entry"] = sales_mgmt.ledger_list();
