frappe.listview_settings["Document Archive"] = sales_mgmt.document_list("Document Archive", {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator: ({ status }) => [__(status), "gray", `status,=,${status}`],
});
