frappe.listview_settings["Posting Job"] = sales_mgmt.master_list({ hide_name_column: true });
