sales_mgmt.ledger_entry("Customer Application", {
	refresh(frm) {
		sales_mgmt.form_button(frm, __("Rows"), () =>
			frappe.set_route("List", "Customer Ledger Application", { application: frm.doc.name }),
		);
		if (frm.doc.status === "Applied" && frappe.model.can_create("Customer Payment")) {
			sales_mgmt.form_button(frm, __("Unapply"), () => sales_mgmt.unapply(frm, frm.doc));
		}
	},
});
