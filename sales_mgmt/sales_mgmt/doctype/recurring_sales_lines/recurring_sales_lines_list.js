frappe.listview_settings["Recurring Sales Lines"] = sales_mgmt.master_list({
	onload(list) {
		if (!sales_mgmt.may_create_recurring_invoices()) return;
		sales_mgmt.page_button(list.page, __("Create Recurring Invoices"), () =>
			sales_mgmt.create_recurring_invoices(list.get_checked_items(true)),
		);
	},
});
