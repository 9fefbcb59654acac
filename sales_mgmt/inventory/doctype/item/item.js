frappe.ui.form.on("Item", {
	setup: (frm) => sales_mgmt.setup_form(frm),

	refresh(frm) {
		if (frm.doc.sales_blocked) frm.set_intro(__("This item can not be sold."), "red");
	},
});
