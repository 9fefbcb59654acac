frappe.listview_settings["Document Archive"] = sales_mgmt.document_list("Document Archive", {
	hide_name_column: true,
	add_fields: ["reason"],
	get_indicator: ({ reason }) => [__(reason), "gray", `reason,=,${reason}`],
});
