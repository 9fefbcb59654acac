sales_mgmt.sales_document("Sales Order");

frappe.ui.form.on("Sales Order", {
	refresh(frm) {
		for (const fieldname of ["shipping_status", "invoicing_status"]) {
			frm.get_field(fieldname).df.formatter = sales_mgmt.progress_pill;
			frm.refresh_field(fieldname);
		}
	},
});
