frappe.listview_settings["Price List"] = sales_mgmt.price_list_list;
