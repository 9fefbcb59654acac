frappe.listview_settings["Item Application Entry"] = sales_mgmt.ledger_list();
