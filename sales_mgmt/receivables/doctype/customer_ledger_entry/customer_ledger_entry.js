sales_mgmt.ledger_entry("Customer Ledger Entry", {
	refresh(frm) {
		// an invoice is the debit side of its applications, a payment the credit side
		const side = frm.doc.amount > 0 ? "debit_entry" : "credit_entry";
		sales_mgmt.form_button(frm, __("Applications"), () =>
			frappe.set_route("List", "Customer Ledger Application", { [side]: frm.doc.name }),
		);
		sales_mgmt.add_application_buttons(frm, frm.doc);
	},
});
