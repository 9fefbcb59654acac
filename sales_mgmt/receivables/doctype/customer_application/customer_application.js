sales_mgmt.ledger_entry("Customer Application", {
	refresh(frm) {
		frm.add_custom_button(__("Rows"), () =>
			frappe.set_route("List", "Customer Ledger Application", { application: frm.doc.name }),
		);
		if (frm.doc.status === "Applied" && frappe.model.can_create("Customer Payment")) {
			frm.add_custom_button(__("Unapply"), () => sales_mgmt.unapply(frm, frm.doc));
		}
	},
});
