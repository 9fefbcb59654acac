frappe.listview_settings["Sales Quote"] = sales_mgmt.document_list("Sales Quote", {
	// the amount in local currency is for the board, which shows amounts without their currency
	add_fields: ["valid_until", "amount_including_vat_lcy"],
	filters: [["status", "not in", ["Ordered", "Lost"]]],
});
