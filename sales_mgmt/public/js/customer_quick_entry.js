// A new customer in one dialog: name, template if there is a choice, address and contact. Frappe looks for this
// class by its name when somebody creates a customer, from the list, a link field or anywhere else.

import { new_dialog } from "./guarded";
import { text } from "./text";
import { ask } from "./server";

const ADDRESS = ["address_line1", "pincode", "city", "country"];
const CONTACT = ["first_name", "last_name", "email", "phone"];

frappe.provide("frappe.ui.form");

frappe.ui.form.CustomerQuickEntryForm = class CustomerQuickEntryForm {
	constructor(doctype, after_insert, init_callback, doc) {
		Object.assign(this, { doctype, after_insert, init_callback, doc });
	}

	async setup() {
		await frappe.model.with_doctype(this.doctype);
		if (!this.doc) {
			this.doc = frappe.model.get_new_doc(this.doctype, null, null, true);
			this.doc.language = null; // that of the site; a customer's follows its country
		}
		this.templates = await ask("customer_templates");
		this.render();
		return this;
	}

	render() {
		this.dialog = new_dialog({
			title: __("New Customer"),
			fields: this.fields(),
			primary_action_label: __("Save"),
			primary_action: (values) => this.save(values),
			secondary_action_label: __("Edit Full Form"),
			secondary_action: () => this.open_full_form(),
		});
		this.dialog.onhide = () => (frappe.quick_entry = null);
		this.dialog.show();
		if (this.init_callback) this.init_callback(this.dialog);
	}

	fields() {
		return [
			{
				fieldname: "customer_name",
				fieldtype: "Data",
				label: __("Customer Name"),
				reqd: 1,
				default: this.doc.customer_name,
			},
			...this.template_fields(),
			{ fieldtype: "Section Break", label: __("Address") },
			{ fieldname: "address_line1", fieldtype: "Data", label: __("Address Line 1") },
			{ fieldname: "pincode", fieldtype: "Data", label: __("Postal Code") },
			{ fieldtype: "Column Break" },
			{ fieldname: "city", fieldtype: "Data", label: __("City/Town") },
			{
				fieldname: "country",
				fieldtype: "Link",
				options: "Country",
				label: __("Country"),
				default: frappe.boot.sysdefaults.country,
			},
			{ fieldtype: "Section Break", label: __("Contact") },
			{ fieldname: "first_name", fieldtype: "Data", label: __("First Name") },
			{ fieldname: "email", fieldtype: "Data", options: "Email", label: __("Email") },
			{ fieldtype: "Column Break" },
			{ fieldname: "last_name", fieldtype: "Data", label: __("Last Name") },
			{ fieldname: "phone", fieldtype: "Data", options: "Phone", label: __("Phone") },
		];
	}

	// One template is used without a question. Without any, what a customer must have is asked for.
	template_fields() {
		if (this.templates.length === 1) return [];
		if (!this.templates.length) return this.mandatory_fields();
		return [
			{
				fieldname: "template",
				fieldtype: "Select",
				label: __("Customer Template"),
				reqd: 1,
				options: this.templates.map(({ name, description }) => ({
					value: name,
					label: text(description ? `${name}: ${description}` : name),
				})),
			},
		];
	}

	mandatory_fields() {
		return frappe
			.get_meta(this.doctype)
			.fields.filter((df) => df.reqd && !df.hidden && df.fieldname !== "customer_name")
			.map(({ fieldname, fieldtype, label, options }) => ({
				fieldname,
				fieldtype,
				options,
				label: __(label),
				reqd: 1,
				default: this.doc[fieldname],
			}));
	}

	async save(values) {
		if (this.working) return;
		this.working = true;
		try {
			const name = await ask("new_customer", this.arguments(values), { freeze: __("Saving…") });
			this.dialog.hide();
			this.leave(name, values.customer_name);
		} finally {
			this.working = false;
		}
	}

	arguments({ customer_name, template, ...values }) {
		const address = take(values, ADDRESS);
		const contact = take(values, CONTACT);
		const prefilled = Object.fromEntries(
			Object.entries(this.doc).filter(([name, value]) => value && this.is_prefilled(name))
		);
		return { customer_name, template, address, contact, values: { ...prefilled, ...values } };
	}

	// What the caller put on the new card, and not what every new card begins with.
	is_prefilled(fieldname) {
		const df = frappe.meta.get_docfield(this.doctype, fieldname);
		return df && !df.default && fieldname !== "customer_name";
	}

	leave(name, customer_name) {
		frappe.model.clear_doc(this.doctype, this.doc.name);
		const made = { doctype: this.doctype, name, customer_name };
		if (frappe._from_link) frappe.ui.form.update_calling_link(made);
		else if (this.after_insert) this.after_insert(made);
		else frappe.set_route("Form", this.doctype, name);
	}

	open_full_form() {
		this.doc.customer_name = this.dialog.get_value("customer_name");
		this.dialog.hide();
		frappe.set_route("Form", this.doctype, this.doc.name);
	}
};

function take(values, names) {
	const taken = {};
	for (const name of names) {
		if (values[name]) taken[name] = values[name];
		delete values[name];
	}
	return taken;
}
