frappe.listview_settings["Posting Job"] = { hide_name_column: true };
