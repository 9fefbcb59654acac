// What a posting made, by posted number and one click away, and what comes next: print it, send it, the next document.

import { kind_of } from "./kinds";
import { new_dialog, once } from "./guarded";
import { open_next } from "./next_document";
import { call_when_there } from "./server";
import { text } from "./text";

export const POSTED = {
	shipment: ["Sales Shipment", (link) => __("Shipment {0} has been posted.", [link])],
	invoice: ["Sales Invoice", (link) => __("Invoice {0} has been posted.", [link])],
	return_receipt: ["Return Receipt", (link) => __("Return receipt {0} has been posted.", [link])],
	credit_memo: ["Sales Credit Memo", (link) => __("Credit memo {0} has been posted.", [link])],
};

export async function show_posted(posted) {
	const kinds = Object.keys(POSTED).filter((kind) => posted[kind]);
	const from = window.cur_frm && { doctype: cur_frm.doctype, doc: { ...cur_frm.doc } };
	const made = await Promise.all(kinds.map((kind) => read(POSTED[kind], posted[kind])));
	const dialog = new_dialog({
		title: __("Posted"),
		indicator: "green",
		fields: [{ fieldname: "made", fieldtype: "HTML" }],
		...(from && { primary_action_label: __("Next"), primary_action: () => next(dialog, from) }),
		secondary_action_label: __("Close", null, "verb"),
		secondary_action: () => dialog.hide(),
	});
	const box = $('<div class="msgprint sales-posted"></div>').appendTo(dialog.fields_dict.made.$wrapper);
	for (const one of made) $("<p></p>").html(sentence(one)).append(buttons(dialog, one)).appendTo(box);
	box.on("click", "a", () => dialog.hide());
	dialog.show();
}

function next(dialog, { doctype, doc }) {
	dialog.hide();
	return open_next(doctype, doc);
}

async function read([doctype, words], name) {
	const has_amount = kind_of(doctype).stage === "billed";
	const fields = ["posted_no", ...(has_amount ? ["amount_including_vat", "currency"] : [])];
	const values = await call_when_there("frappe.client.get_value", { doctype, filters: name, fieldname: fields });
	return { doctype, name, words, ...values };
}

function sentence({ doctype, name, words, posted_no, amount_including_vat, currency }) {
	const said = words(frappe.utils.get_form_link(doctype, name, true, posted_no || name));
	if (!currency) return said;
	return `${said} ${text(format_currency(amount_including_vat, currency))}`;
}

function buttons(dialog, { doctype, name }) {
	const button = (label, run) =>
		$('<button type="button" class="btn btn-default btn-xs"></button>')
			.text(label)
			.on("click", once(run));
	const leave = (run) => async () => {
		dialog.hide();
		await run();
	};
	const offered = [];
	if (frappe.model.can_print(doctype))
		offered.push(button(__("Print", null, "verb"), leave(() => frappe.set_route("print", doctype, name))));
	if (frappe.model.can_email(doctype)) offered.push(button(__("Send…"), leave(() => send(doctype, name))));
	return offered.map((one) => one.addClass("ml-2"));
}

// The dialog of Send stands on the document's own form.
async function send(doctype, name) {
	const { open_send_dialog } = sales_mgmt;
	await frappe.model.with_doc(doctype, name);
	await frappe.set_route("Form", doctype, name);
	await new Promise((resolve) => frappe.after_ajax(resolve));
	await open_send_dialog(cur_frm);
}

export async function link_by_posted_no(doctype, name) {
	const args = { doctype, filters: name, fieldname: "posted_no" };
	const values = await call_when_there("frappe.client.get_value", args);
	return frappe.utils.get_form_link(doctype, name, true, (values && values.posted_no) || name);
}
