frappe.listview_settings["Customer Ledger Entry"] = sales_mgmt.ledger_list({
	add_fields: ["open", "due_date"],
	get_indicator(doc) {
		if (!doc.open) return [__("Closed"), "gray", "open,=,0"];
		const overdue = doc.amount > 0 && doc.due_date && doc.due_date < frappe.datetime.get_today();
		return overdue
			? [__("Overdue"), "red", "open,=,1|due_date,<,Today"]
			: [__("Open"), "orange", "open,=,1"];
	},
});
