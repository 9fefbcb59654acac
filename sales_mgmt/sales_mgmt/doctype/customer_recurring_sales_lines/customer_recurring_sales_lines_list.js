frappe.listview_settings["Customer Recurring Sales Lines"] = { hide_name_column: true };
