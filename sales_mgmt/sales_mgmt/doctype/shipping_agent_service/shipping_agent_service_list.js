frappe.listview_settings["Shipping Agent Service"] = sales_mgmt.master_list();
