sales_mgmt.sales_document("Sales Credit Memo");

frappe.ui.form.on("Sales Credit Memo", {
	setup(frm) {
		sales_mgmt.post_instead_of_submit(frm, { post: (frm) => sales_mgmt.post_invoice(frm) });
	},

	refresh(frm) {
		const { may_type_number } = frm.doc.__onload || {};
		frm.set_df_property("posted_no", "read_only", may_type_number ? 0 : 1);
		if (frm.doc.docstatus === 1) sales_mgmt.show_as_posted(frm);
		sales_mgmt.show_credit(frm);
	},

	calculated: (frm) => sales_mgmt.show_credit(frm),
});

// What it is applied to decides what stays open. Payments have the same rows.
const applications_changed = (frm) =>
	frm.doctype === "Sales Credit Memo" && sales_mgmt.recalculate(frm, "applications");

frappe.ui.form.on("Customer Payment Application", {
	entry: applications_changed,
	amount: applications_changed,
	applications_remove: applications_changed,
});
