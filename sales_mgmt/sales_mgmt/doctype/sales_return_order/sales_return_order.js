sales_mgmt.sales_document("Sales Return Order");

frappe.ui.form.on("Sales Return Order", {
	refresh(frm) {
		for (const fieldname of ["receiving_status", "crediting_status"]) {
			frm.get_field(fieldname).df.formatter = sales_mgmt.progress_pill;
			frm.refresh_field(fieldname);
		}
	},
});
