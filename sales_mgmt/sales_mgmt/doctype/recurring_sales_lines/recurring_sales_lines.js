frappe.ui.form.on("Recurring Sales Lines", {
	setup(frm) {
		frm.set_query("item", "lines", () => ({ filters: { sales_blocked: 0 } }));
		frm.set_query("account", "lines", () => ({ filters: { direct_posting: 1, blocked: 0 } }));
	},

	refresh(frm) {
		if (frm.is_new() || !sales_mgmt.may_create_recurring_invoices()) return;
		sales_mgmt.form_button(frm, __("Create Recurring Invoices"), () =>
			sales_mgmt.create_recurring_invoices([frm.docname], () => frm.reload_doc()),
		);
	},
});
