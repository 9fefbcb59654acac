frappe.listview_settings["Customer"] = sales_mgmt.master_list({
	add_fields: ["blocked"],
	get_indicator: (doc) =>
		doc.blocked
			? [__("Blocked: {0}", [__(doc.blocked)]), "red", `blocked,=,${doc.blocked}`]
			: [__("Active"), "green", "blocked,=,"],

	onload(list) {
		if (!sales_mgmt.may_apply_template()) return;
		sales_mgmt.list_action(list.page, __("Apply Template"), () =>
			sales_mgmt.apply_template(list.get_checked_items(true), () => list.refresh())
		);
	},
});
