// The next document of the chain.

import { before_converting } from "../quote";
import { ask } from "../server";

const CREATE = () => __("Create");

async function make(frm, doctype, action, args) {
	const name = await ask(action, args, { freeze: __("Creating the document…") });
	await frm.reload_doc();
	frappe.set_route("Form", doctype, name);
}

// A quote may have expired, be for somebody who is no customer yet, or be worth a version.
async function convert(frm, doctype, action, args) {
	const answers = frm.doctype === "Sales Quote" ? await before_converting(frm) : {};
	if (answers) await make(frm, doctype, action, { ...args, ...answers });
}

function can_be_invoiced(doc) {
	return doc.doctype !== "Sales Order" || doc.lines.some((row) => row.qty_shipped_not_invoiced > 0);
}

export const CREATING_ACTIONS = [
	{
		label: () => __("Sales Order"),
		group: CREATE,
		on: { "Sales Quote": ["Open", "Released"] },
		when: () => frappe.model.can_create("Sales Order"),
		run: (frm) => convert(frm, "Sales Order", "make_order", { quote: frm.docname }),
	},
	{
		label: () => __("Sales Invoice"),
		group: CREATE,
		on: { "Sales Quote": ["Open", "Released"], "Sales Order": ["Open", "Released"] },
		when: (frm) => frappe.model.can_create("Sales Invoice") && can_be_invoiced(frm.doc),
		run: (frm) =>
			convert(frm, "Sales Invoice", "make_invoice", { doctype: frm.doctype, name: frm.docname }),
	},
];
