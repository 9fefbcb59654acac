frappe.listview_settings["VAT Entry"] = sales_mgmt.ledger_list();
