frappe.ui.form.on("Customer Template", {
	onload(frm) {
		// blank says nothing: the language of a customer follows its country
		if (frm.is_new() && !frm.doc.code) frm.doc.language = null;
	},
});
