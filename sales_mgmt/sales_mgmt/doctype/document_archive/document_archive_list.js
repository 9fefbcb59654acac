frappe.listview_settings["Document Archive"] = sales_mgmt.document_list("Document Archive", {
	get_indicator: ({ reason }) => [__(reason), "gray", `reason,=,${reason}`],
});
