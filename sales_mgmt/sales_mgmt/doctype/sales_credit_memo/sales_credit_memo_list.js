frappe.listview_settings["Sales Credit Memo"] = sales_mgmt.document_list("Sales Credit Memo", {
	add_fields: ["docstatus", "remaining_amount", "currency"],
	formatters: { remaining_amount: sales_mgmt.remainder_column },
});
