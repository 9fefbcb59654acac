frappe.listview_settings["Sales Shipment"] = sales_mgmt.posting_list({ hide_name_column: true, add_fields: ["undone"] });
