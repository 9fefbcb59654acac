// Find Entries: everything that belongs to what is posted, counted by kind and one click away.

import { form_button, new_dialog } from "./guarded";
import { ask } from "./server";
import { text } from "./text";

const LABEL = () => __("Find Entries");

export async function find_entries(frm) {
	const { doctype, docname: name } = frm;
	const found = await ask("find_entries", { doctype, name });
	const dialog = new_dialog({
		title: __("Entries of {0}", [text(frm.doc.posted_no)]),
		fields: [{ fieldname: "entries", fieldtype: "HTML" }],
	});
	show_found(dialog.fields_dict.entries.$wrapper, found, () => dialog.hide());
	dialog.show();
}

// On posted documents and ledger entries that have no table of actions.
export function add_find_entries(frm, group) {
	if (frm.is_new() || !frm.doc.posted_no) return;
	form_button(frm, LABEL(), () => find_entries(frm), group);
	if (frm.finds_entries) return;
	frm.finds_entries = true;
	frappe.ui.keys.add_shortcut({
		shortcut: "alt+ctrl+q",
		description: LABEL(),
		page: frm.page,
		ignore_inputs: true,
		action: () => frm.doc.posted_no && find_entries(frm),
	});
}

export function show_found($wrapper, found, leave = () => {}) {
	if (!found.length) {
		$wrapper.html(`<p class="text-muted">${__("Nothing was posted under this number.")}</p>`);
		return;
	}
	const rows = found.map(
		({ doctype, count }, index) => `
			<tr><td><a href="#" data-index="${index}">${__(doctype)}</a></td><td class="text-right">${count}</td></tr>`,
	);
	$wrapper.html(`
		<table class="table sales-entry-counts">
			<thead><tr><th>${__("Kind")}</th><th class="text-right">${__("Number")}</th></tr></thead>
			<tbody>${rows.join("")}</tbody>
		</table>`);
	$wrapper.find("a").on("click", (event) => {
		event.preventDefault();
		leave();
		open_found(found[event.currentTarget.dataset.index]);
	});
}

function open_found({ doctype, name, filters }) {
	if (name) return frappe.set_route("Form", doctype, name);
	return frappe.set_route("List", doctype, filters);
}
