frappe.listview_settings["Inventory Posting Setup"] = sales_mgmt.master_list();
