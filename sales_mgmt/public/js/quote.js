// Quotes: whom they are for, and what is asked before one becomes an order or an invoice.

import { ask_first, new_dialog, once } from "./guarded";
import { ask } from "./server";
import { is_expired } from "./status";

export function has_addressee({ doctype, customer, contact, customer_template }) {
	return Boolean(customer || (doctype === "Sales Quote" && contact && customer_template));
}

export function sales_quote() {
	frappe.ui.form.on("Sales Quote", {
		setup: ask_before_deleting,
	});
}

// Whether to keep a version, where the settings leave that to the person.
export function archive_question(frm) {
	const { archive_quotes } = frm.doc.__onload || {};
	if (archive_quotes !== "Question") return [];
	const label = __("Keep a version of the quote as it is now");
	return [{ fieldname: "archive", fieldtype: "Check", label, default: 1 }];
}

// Resolves to what the server should be told, or to null if the person would rather not.
export function before_converting(frm) {
	const remarks = remarks_of(frm.doc);
	const questions = archive_question(frm);
	if (!remarks.length && !questions.length) return Promise.resolve({});
	return new Promise((resolve) => {
		let answer = null;
		const dialog = new_dialog({
			title: __("Convert Quote {0}", [frm.docname]),
			fields: [{ fieldname: "remarks", fieldtype: "HTML", options: remarks.join("") }, ...questions],
			primary_action_label: is_expired(frm.doc) ? __("Convert Anyway") : __("Convert"),
			primary_action({ archive }) {
				answer = { confirmed: true, archive: Boolean(archive) };
				dialog.hide();
			},
			on_hide: () => resolve(answer),
		});
		dialog.show();
	});
}

function remarks_of(doc) {
	const remarks = [];
	if (is_expired(doc)) {
		const day = frappe.datetime.str_to_user(doc.valid_until).bold();
		remarks.push(__("This quote was valid until {0}. Do its prices still hold?", [day]));
	}
	if (!doc.customer) {
		const names = [doc.customer_name, doc.customer_template].map((name) =>
			frappe.utils.escape_html(name || "").bold(),
		);
		remarks.push(__("{0} becomes a customer, made from the template {1}.", names));
	}
	return remarks.map((remark) => `<p>${remark}</p>`);
}

// Frappe deletes at once after its own question; here ours comes first, where the settings ask.
function ask_before_deleting(frm) {
	const savetrash = frm.savetrash.bind(frm);
	frm.savetrash = once(async () => {
		const { doctype, docname: name } = frm;
		const question = __("Keep a version of quote {0} before it is deleted?", [name]);
		const keep = archive_question(frm).length > 0 && (await ask_first(question));
		if (keep) await ask("archive_document", { doctype, name });
		savetrash();
	});
}
