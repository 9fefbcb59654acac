frappe.listview_settings["Sales Invoice"] = sales_mgmt.document_list("Sales Invoice", {
	add_fields: ["due_date", "docstatus", "remaining_amount", "currency"],
	formatters: { remaining_amount: sales_mgmt.remainder_column },
});
