frappe.listview_settings["Customer"] = {
	add_fields: ["blocked"],
	get_indicator: (doc) =>
		doc.blocked
			? [__("Blocked: {0}", [__(doc.blocked)]), "red", `blocked,=,${doc.blocked}`]
			: [__("Active"), "green", "blocked,=,"],
};
