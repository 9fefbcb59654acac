// The buttons of a sales document, from the table in actions/.

import { form_button } from "./guarded";
import { ACTIONS } from "./actions/index";
import { posting_rights } from "./posting_options";
import { stored } from "./server";

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
	// an action works on what is stored, so open edits are saved first
	const run_saved = async () => {
		if (!frm.is_new()) await stored(frm);
		await run(frm);
	};
	const button = form_button(frm, label(), run_saved, group && group());
	if (primary) button.removeClass("btn-default").addClass("btn-primary-light");
}
