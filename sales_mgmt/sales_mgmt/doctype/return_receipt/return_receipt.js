frappe.ui.form.on("Return Receipt", {
	setup: (frm) => sales_mgmt.setup_form(frm),
	refresh(frm) {
		sales_mgmt.show_as_posted(frm);
		sales_mgmt.show_customer(frm);
		sales_mgmt.add_tracking_button(frm);
		sales_mgmt.add_find_entries(frm);
		return sales_mgmt.add_receipt_buttons(frm);
	},
});
