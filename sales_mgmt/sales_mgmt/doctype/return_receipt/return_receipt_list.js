frappe.listview_settings["Return Receipt"] = sales_mgmt.posting_list({ hide_name_column: true, add_fields: ["undone"] });
