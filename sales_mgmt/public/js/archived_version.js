// The form of an archived version: what the document looked like, and the way back to it.

import { ask_first, form_button } from "./guarded";
import { show_as_posted } from "./posting_form";
import { ask } from "./server";

export function archived_version() {
	frappe.ui.form.on("Document Archive", {
		refresh(frm) {
			show_as_posted(frm);
			const { original, restorable, view } = frm.doc.__onload || {};
			if (view) frm.fields_dict.view_html.$wrapper.html(view_html(view));
			if (!original) {
				const gone = __("{0} {1} does not exist any more.", [
					__(frm.doc.source_doctype),
					frm.doc.source_name,
				]);
				frm.set_intro(gone, "blue");
			}
			if (restorable) form_button(frm, __("Restore"), () => restore(frm));
		},
	});
}

async function restore(frm) {
	const { source_doctype, source_name, version } = frm.doc;
	const question = __(
		"Overwrite {0} {1} with version {2}? What it says now is kept as a version of its own.",
		[__(source_doctype), source_name.bold(), version],
	);
	if (!(await ask_first(question))) return;
	const args = { archive: frm.docname };
	const name = await ask("restore_archive", args, { freeze: __("Restoring the version…") });
	frappe.model.clear_doc(source_doctype, name);
	await frm.reload_doc();
	frappe.set_route("Form", source_doctype, name);
}

function view_html({ header, columns, rows }) {
	const escape = frappe.utils.escape_html;
	const align = (index) => (columns[index].right ? ' class="text-right"' : "");
	const cells = (row) => row.map((text, index) => `<td${align(index)}>${escape(text)}</td>`).join("");
	const facts = header.map(
		([label, text]) =>
			`<div class="sales-fact"><span class="text-muted">${escape(label)}</span> ${escape(text)}</div>`,
	);
	const heads = columns.map(({ label }, index) => `<th${align(index)}>${escape(label)}</th>`);
	return `
		<div class="sales-facts">${facts.join("")}</div>
		<table class="table table-bordered table-condensed sales-version">
			<thead><tr>${heads.join("")}</tr></thead>
			<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</tbody>
		</table>`;
}
