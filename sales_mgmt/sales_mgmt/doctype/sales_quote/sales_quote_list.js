frappe.listview_settings["Sales Quote"] = sales_mgmt.document_list("Sales Quote", {
	filters: [["status", "not in", ["Ordered", "Lost"]]],
});
