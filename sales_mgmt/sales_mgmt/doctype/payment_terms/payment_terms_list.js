frappe.listview_settings["Payment Terms"] = sales_mgmt.master_list({
	formatters: { discount_percent: (value) => `${sales_mgmt.plain_number(value)} %` },
});
