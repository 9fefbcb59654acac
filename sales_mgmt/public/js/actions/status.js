// Release, reopen, close, mark as lost: what changes the status of a working document.

import { ask_for } from "../guarded";
import { has_outstanding, open_close_dialog, was_closed } from "../close_dialog";
import { archive_question } from "../quote";
import { ask } from "../server";
import { may_make, may_release } from "./rights";

async function change_status(frm, action) {
	await ask(action, { doctype: frm.doctype, name: frm.docname }, { freeze: __("One moment…") });
	await frm.reload_doc();
}

function mark_lost(frm) {
	ask_for(
		[
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Why was the quote lost?"), reqd: 1 },
			...archive_question(frm),
		],
		async (answers, leave) => {
			await ask("mark_lost", { quote: frm.docname, ...answers });
			leave();
			await frm.reload_doc();
		},
		__("Mark as Lost"),
		__("Mark as Lost"),
	);
}

export const STATUS_ACTIONS = [
	{
		label: () => __("Release"),
		on: { "Sales Quote": ["Open"], "Sales Order": ["Open"], "Sales Return Order": ["Open"] },
		shortcut: "ctrl+f9",
		when: may_release,
		run: (frm) => change_status(frm, "release"),
	},
	{
		label: () => __("Reopen"),
		on: {
			"Sales Quote": ["Released"],
			"Sales Order": ["Released", "Pending Prepayment"],
			"Sales Return Order": ["Released"],
		},
		when: may_release,
		run: (frm) => change_status(frm, "reopen"),
	},
	{
		label: () => __("Reopen"),
		on: { "Sales Order": ["Completed"] },
		// a completed order is shown read only, whatever the rights
		when: (frm) =>
			was_closed(frm.doc) &&
			frappe.model.can_write(frm.doctype) &&
			frappe.model.can_create(frm.doctype),
		run: (frm) => change_status(frm, "reopen"),
	},
	{
		label: () => __("Close Rest…"),
		group: () => __("Lines"),
		on: { "Sales Order": ["Open", "Released"] },
		when: (frm) => may_make(frm) && has_outstanding(frm.doc),
		run: open_close_dialog,
	},
	{
		label: () => __("Mark as Lost"),
		on: { "Sales Quote": ["Open", "Released"] },
		when: may_make,
		run: mark_lost,
	},
];
