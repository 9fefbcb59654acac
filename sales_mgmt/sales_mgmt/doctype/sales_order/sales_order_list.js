frappe.listview_settings["Sales Order"] = sales_mgmt.document_list("Sales Order", {
	filters: [["status", "!=", "Completed"]],
	formatters: {
		shipping_status: sales_mgmt.progress_pill,
		invoicing_status: sales_mgmt.progress_pill,
	},
});
