frappe.ui.form.on("Customer Template", {
	before_load(frm) {
		// blank says nothing: the language of a customer follows its country
		if (frm.is_new() && !frm.doc.code) frm.doc.language = null;
	},
});
