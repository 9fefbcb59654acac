frappe.listview_settings["Item Value Entry"] = sales_mgmt.ledger_list();
