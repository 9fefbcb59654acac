frappe.listview_settings["Recurring Sales Lines"] = sales_mgmt.master_list({
	onload(list) {
		if (!sales_mgmt.may_create_recurring_invoices()) return;
		list.page.add_inner_button(__("Create Recurring Invoices"), () =>
			sales_mgmt.create_recurring_invoices(list.get_checked_items(true)),
		);
	},
});
