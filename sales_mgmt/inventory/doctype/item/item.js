frappe.ui.form.on("Item", {
	setup: (frm) => sales_mgmt.setup_form(frm),

	refresh(frm) {
		const { stock } = frm.doc.__onload || {};
		if (stock) frm.fields_dict.stock_html.$wrapper.html(sales_mgmt.item_stock_html(stock));
		if (frm.doc.sales_blocked) frm.set_intro(__("This item can not be sold."), "red");
	},
});
