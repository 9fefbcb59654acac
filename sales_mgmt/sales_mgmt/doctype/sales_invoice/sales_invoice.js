sales_mgmt.sales_document("Sales Invoice");

frappe.ui.form.on("Sales Invoice", {
	setup(frm) {
		sales_mgmt.post_instead_of_submit(frm, { post: (frm) => sales_mgmt.post_invoice(frm) });
	},

	refresh(frm) {
		const { may_type_number } = frm.doc.__onload || {};
		frm.set_df_property("posted_no", "read_only", may_type_number ? 0 : 1);
		if (frm.doc.docstatus !== 1) return;
		sales_mgmt.show_as_posted(frm);
		show_cancellation(frm);
	},
});

function show_cancellation(frm) {
	const { cancelled_by } = frm.doc;
	if (!cancelled_by) return;
	sales_mgmt.tell(frm, "Sales Credit Memo", cancelled_by, (link) =>
		__("This invoice is cancelled, by credit memo {0}.", [link]),
	);
}
