frappe.listview_settings["Item Ledger Entry"] = sales_mgmt.ledger_list();
