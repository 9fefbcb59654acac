frappe.listview_settings["GL Account"] = sales_mgmt.master_list();
