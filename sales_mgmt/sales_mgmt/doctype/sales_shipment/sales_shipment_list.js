frappe.listview_settings["Sales Shipment"] = sales_mgmt.posting_list();
