frappe.listview_settings["Inventory Adjustment"] = sales_mgmt.posting_list();
