frappe.listview_settings["General Posting Setup"] = sales_mgmt.master_list();
