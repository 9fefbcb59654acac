// What is put on a return order or credit memo, and what becomes of the lines that replace something.

import { ask_first } from "../guarded";
import { open_application_picker } from "../credit";
import { open_reverse_dialog } from "../reverse_dialog";
import { make } from "../making";
import { may_make } from "./rights";

const LINES = () => __("Lines");

export const RETURN_ACTIONS = [
	{
		label: () => __("Get Posted Lines to Reverse…"),
		group: LINES,
		on: { "Sales Return Order": ["Open"], "Sales Credit Memo": ["Open"] },
		when: may_make,
		run: open_reverse_dialog,
		on_new: true,
	},
	{
		label: () => __("Move Negative Lines"),
		group: LINES,
		on: { "Sales Return Order": ["Open"] },
		when: (frm) =>
			may_make(frm) &&
			frappe.model.can_create("Sales Order") &&
			frm.doc.lines.some((row) => row.quantity < 0),
		run: move_negative_lines,
	},
	{
		label: () => __("Apply To…"),
		on: { "Sales Credit Memo": ["Open", "Released"] },
		when: (frm) => may_make(frm) && !frm.doc.docstatus && frappe.model.can_create("Customer Payment"),
		run: open_application_picker,
	},
];

async function move_negative_lines(frm) {
	const question = __(
		"Move the lines with a negative quantity to a new order? They leave this return order, and the customer gets these goods.",
	);
	if (!(await ask_first(question))) return;
	await make(frm, "Sales Order", "move_negative_lines", { return_order: frm.docname });
}
