// Documents that are posted by submitting them: the form says Post and asks one plain question,
// here or in `post`.

import { ask_first, once, primary_button } from "./guarded";

// `tell` says afterwards what was posted.
export function post_instead_of_submit(frm, { question, post = submit, tell = () => {} }) {
	const set_page_actions = frm.toolbar.set_page_actions.bind(frm.toolbar);
	frm.toolbar.set_page_actions = (status) => {
		set_page_actions(status);
		if (status === "Submit") primary_button(frm.page, __("Post"), () => frm.savesubmit());
	};
	frm.savesubmit = once(async () => {
		if (question && !(await ask_first(question(frm.doc)))) return;
		await post(frm);
		if (frm.doc.docstatus === 1) tell(frm);
	});
	// Frappe's own hint speaks of submitting
	frm.show_submit_message = () => {};
}

async function submit(frm) {
	await frm.save("Submit");
	await frm.reload_doc();
}

// A posted document or an entry is only read.
export function show_as_posted(frm) {
	frm.set_read_only();
	// posted documents are corrected by other documents, never cancelled; Administrator included
	frm.perm.forEach((rights) => delete rights.cancel);
	frm.page.clear_secondary_action();
	frm.disable_save();
	frappe.ui.form.close_grid_form();
	frm.refresh_fields();
}
