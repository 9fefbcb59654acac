frappe.listview_settings["Sales Return Order"] = sales_mgmt.document_list("Sales Return Order", {
	filters: [["status", "!=", "Completed"]],
	formatters: {
		receiving_status: sales_mgmt.progress_pill,
		crediting_status: sales_mgmt.progress_pill,
	},
});
