sales_mgmt.sales_document("Sales Order");

frappe.ui.form.on("Sales Order", {
	refresh(frm) {
		frm.shown_advice = frm.doc.shipping_advice;
		for (const fieldname of ["shipping_status", "invoicing_status"]) {
			frm.get_field(fieldname).df.formatter = sales_mgmt.progress_pill;
			frm.refresh_field(fieldname);
		}
	},

	// Of a complete delivery, no quantity to ship can be entered.
	calculated(frm) {
		if (frm.shown_advice === frm.doc.shipping_advice) return;
		frm.shown_advice = frm.doc.shipping_advice;
		sales_mgmt.refresh_lines(frm);
	},
});
