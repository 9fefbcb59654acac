frappe.listview_settings["Customer Posting Group"] = sales_mgmt.master_list();
