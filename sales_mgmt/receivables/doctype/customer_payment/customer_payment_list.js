frappe.listview_settings["Customer Payment"] = sales_mgmt.posting_list();
