frappe.listview_settings["Customer Recurring Sales Lines"] = sales_mgmt.master_list({ hide_name_column: true });
