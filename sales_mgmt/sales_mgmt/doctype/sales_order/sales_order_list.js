const settings = sales_mgmt.document_list("Sales Order", {
	filters: [["status", "!=", "Completed"]],
	formatters: {
		shipping_status: sales_mgmt.progress_pill,
		invoicing_status: sales_mgmt.progress_pill,
	},
});

frappe.listview_settings["Sales Order"] = Object.assign({}, settings, {
	onload(list) {
		settings.onload(list);
		if (!frappe.model.can_print("Sales Order")) return;
		sales_mgmt.list_action(list.page, __("Picking List"), () =>
			sales_mgmt.print_pick_instruction(list.get_checked_items(true)),
		);
	},
});
