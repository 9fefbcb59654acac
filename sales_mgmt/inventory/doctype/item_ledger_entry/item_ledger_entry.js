sales_mgmt.ledger_entry("Item Ledger Entry", {
	refresh(frm) {
		const side = frm.doc.quantity > 0 ? "inbound_entry" : "outbound_entry";
		sales_mgmt.form_button(frm, __("Applications"), () =>
			frappe.set_route("List", "Item Application Entry", { [side]: frm.doc.name }),
		);
	},
});
