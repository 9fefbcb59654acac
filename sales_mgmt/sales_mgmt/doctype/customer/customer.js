const NEW_DOCUMENTS = ["Sales Quote", "Sales Order", "Sales Invoice", "Customer Payment"];

frappe.ui.form.on("Customer", {
	setup(frm) {
		sales_mgmt.setup_form(frm);
		frm.set_query("salesperson", () => ({ filters: { disabled: 0 } }));
		frm.set_query("shipping_agent_service", () => ({
			filters: { shipping_agent: frm.doc.shipping_agent || "" },
		}));
		frm.set_query("bill_to_customer", () => ({ filters: { name: ["!=", frm.doc.name] } }));
	},

	before_load(frm) {
		// the language follows the country, unless somebody chooses one
		if (frm.is_new() && !frm.doc.customer_name) frm.doc.language = null;
	},

	refresh(frm) {
		sales_mgmt.show_statistics(frm);
		sales_mgmt.show_limit(frm);
		frappe.dynamic_link = { doc: frm.doc, fieldname: "name", doctype: "Customer" };
		if (frm.is_new()) {
			frappe.contacts.clear_address_and_contact(frm);
			return;
		}
		if (frm.doc.__onload) frappe.contacts.render_address_and_contact(frm);
		add_create_buttons(frm);
		add_template_buttons(frm);
		sales_mgmt.show_headlines(frm);
		sales_mgmt.add_statement_button(frm);
	},

	shipping_agent(frm) {
		frm.set_value("shipping_agent_service", "");
	},
});

function add_create_buttons(frm) {
	for (const doctype of NEW_DOCUMENTS.filter(frappe.model.can_create)) {
		sales_mgmt.form_button(
			frm, __(doctype),
			() => frappe.new_doc(doctype, { customer: frm.doc.name }),
			__("Create")
		);
	}
}

function add_template_buttons(frm) {
	const group = __("Template");
	if (sales_mgmt.may_apply_template()) {
		sales_mgmt.form_button(
			frm, __("Apply Template"),
			() => sales_mgmt.apply_template([frm.docname], () => frm.reload_doc()),
			group
		);
	}
	if (frappe.model.can_create("Customer Template")) {
		sales_mgmt.form_button(frm, __("Save as Template"), () => sales_mgmt.save_as_template(frm), group);
	}
}
