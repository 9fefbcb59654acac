frappe.listview_settings["Sales Quote"] = sales_mgmt.document_list("Sales Quote", {
	add_fields: ["valid_until"],
	filters: [["status", "not in", ["Ordered", "Lost"]]],
});
