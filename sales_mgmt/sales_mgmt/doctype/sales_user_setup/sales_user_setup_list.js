frappe.listview_settings["Sales User Setup"] = sales_mgmt.master_list();
