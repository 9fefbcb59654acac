frappe.listview_settings["Item"] = sales_mgmt.master_list({
	hide_name_column: true,
	add_fields: ["sales_blocked"],
	get_indicator: (doc) =>
		doc.sales_blocked
			? [__("Blocked"), "red", "sales_blocked,=,1"]
			: [__("Active"), "green", "sales_blocked,=,0"],
});
