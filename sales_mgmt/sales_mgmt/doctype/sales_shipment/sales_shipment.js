frappe.ui.form.on("Sales Shipment", {
	setup: (frm) => sales_mgmt.setup_form(frm),

	refresh(frm) {
		sales_mgmt.show_as_posted(frm);
		return sales_mgmt.add_shipment_buttons(frm);
	},
});
