// The buttons of a sales document, from the table in actions/.

import { ACTIONS } from "./actions/index";
import { posting_rights } from "./posting_options";

const F9 = 120;

export function setup_shortcuts(frm) {
	// Frappe's table of key names ends at F5
	if (frappe.ui.keys.key_map) frappe.ui.keys.key_map[F9] = "f9";
	for (const { label, shortcut } of ACTIONS.filter((action) => action.shortcut)) {
		frappe.ui.keys.add_shortcut({
			shortcut,
			description: label(),
			page: frm.page,
			ignore_inputs: true,
			condition: () => Boolean(frm.custom_buttons[label()]),
			action: () => frm.custom_buttons[label()].trigger("click"),
		});
	}
}

export async function add_actions(frm) {
	const shown = frm.docname;
	const rights = await posting_rights(frm.doctype);
	if (shown !== frm.docname) return;
	for (const action of ACTIONS.filter(({ on_new }) => on_new || !frm.is_new())) {
		const statuses = action.on[frm.doctype] || [];
		if (statuses.includes(frm.doc.status) && action.when(frm, rights)) add_button(frm, action);
	}
}

function add_button(frm, { label, group, run, primary }) {
	const run_saved = () => (frm.is_new() ? run(frm) : saved(frm).then(() => run(frm)));
	const button = frm.add_custom_button(label(), run_saved, group && group());
	if (primary) button.removeClass("btn-default").addClass("btn-primary-light");
}

// An action works on what is stored, so open edits are saved first.
async function saved(frm) {
	if (!frm.is_dirty()) return;
	await frm.save();
	if (frm.is_dirty()) throw new Error("The document could not be saved.");
}
