// The next document of the chain.

import { open_credit_dialog } from "../credit_dialog";
import { before_converting } from "../quote";
import { make } from "../making";

const CREATE = () => __("Create");


// A quote may have expired, be for somebody who is no customer yet, or be worth a version.
async function convert(frm, doctype, action, args) {
	const answers = frm.doctype === "Sales Quote" ? await before_converting(frm) : {};
	if (answers) await make(frm, doctype, action, { ...args, ...answers });
}

function can_be_invoiced(doc) {
	return doc.doctype !== "Sales Order" || doc.lines.some((row) => row.qty_shipped_not_invoiced > 0);
}

// Of an order, what was shipped; an invoice may be for anything.
function can_come_back(doc) {
	return doc.doctype !== "Sales Order" || doc.lines.some((row) => row.quantity_shipped > 0);
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
	{
		label: () => __("Return Order"),
		group: CREATE,
		on: {
			"Sales Order": ["Open", "Released", "Completed"],
			"Sales Invoice": ["Unpaid", "Partly Paid", "Paid"],
		},
		when: (frm) => frappe.model.can_create("Sales Return Order") && can_come_back(frm.doc),
		run: (frm) =>
			make(frm, "Sales Return Order", "make_return_order", {
				doctype: frm.doctype,
				name: frm.docname,
			}),
	},
	{
		label: () => __("Credit Memo"),
		group: CREATE,
		on: { "Sales Invoice": ["Unpaid", "Partly Paid", "Paid"] },
		when: () => frappe.model.can_create("Sales Credit Memo"),
		run: open_credit_dialog,
	},
	{
		label: () => __("Replacement Order"),
		group: CREATE,
		on: { "Sales Return Order": ["Open", "Released", "Completed"] },
		when: (frm) =>
			frappe.model.can_create("Sales Order") &&
			frm.doc.lines.some((row) => row.type === "Item" && row.quantity > 0),
		run: (frm) => make(frm, "Sales Order", "make_replacement_order", { return_order: frm.docname }),
	},
];
