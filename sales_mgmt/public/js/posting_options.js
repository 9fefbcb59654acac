// Ship, Invoice, Ship and Invoice: what this person may post and what the document is ready for.

import { chain_of } from "./chains";
import { ask, unless_lost, when_there } from "./server";

const OPTIONS = {
	Ship: { ship: true, invoice: false },
	Invoice: { ship: false, invoice: true },
	"Ship and Invoice": { ship: true, invoice: true },
};

// The right to submit a posted document is the right to post it.
export async function posting_rights(doctype) {
	const { moved, billed } = chain_of(doctype);
	const [ship, invoice, credit] = await Promise.all([moved, billed, "Sales Credit Memo"].map(may_submit));
	return { ship, invoice, credit };
}

// Frappe tells a form only about rights on its own DocType. Each DocType is asked for once: loaded twice at the same
// time, its fields would exist twice, and half of them would not know how they are shown.
const asked = new Map();

function may_submit(doctype) {
	if (!asked.has(doctype)) asked.set(doctype, loaded_right(doctype));
	return asked.get(doctype);
}

function loaded_right(doctype) {
	const load = () => new Promise((resolve) => frappe.model.with_doctype(doctype, resolve));
	return when_there(() => unless_lost(load)).then(() => {
		const [rights] = frappe.get_meta(doctype) ? frappe.perm.get_perm(doctype) : [];
		return Boolean(rights && rights.submit);
	});
}

// What the server lets this person post of such a document, by rights and invoice posting policy.
export function posting_options(doctype) {
	return ask("posting_options", { doctype });
}

export const NOTHING_TO_POST = () =>
	__("You may not post this. Ask whoever keeps Sales User Setup about your invoice posting policy.");

export function default_option(doc, allowed) {
	const to_ship = doc.lines.some((row) => row.qty_to_ship > 0);
	const to_invoice = doc.lines.some((row) => row.qty_to_invoice > 0);
	const wished = to_ship && to_invoice ? "Ship and Invoice" : to_invoice && !to_ship ? "Invoice" : "Ship";
	return allowed.includes(wished) ? wished : allowed[0];
}

export function option_field(doc, allowed, onchange) {
	return {
		fieldname: "option",
		fieldtype: "Select",
		label: __("Post"),
		options: option_choices(doc.doctype, allowed),
		default: default_option(doc, allowed),
		reqd: 1,
		onchange,
	};
}

// What is shipping and invoicing of an order is receiving and crediting of a return order.
export function option_choices(doctype, allowed) {
	const labels = chain_of(doctype).options;
	return allowed.map((value) => ({ value, label: labels[value]() }));
}

export function option_arguments(name) {
	return OPTIONS[name];
}
