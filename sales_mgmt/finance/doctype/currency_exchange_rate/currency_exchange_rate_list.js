frappe.listview_settings["Currency Exchange Rate"] = sales_mgmt.master_list();
