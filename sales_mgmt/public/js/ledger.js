// Ledger entries and other records that only posting writes.

import { add_find_entries } from "./find_entries";
import { show_as_posted } from "./posting_form";

export function ledger_entry(doctype, handlers = {}) {
	frappe.ui.form.on(
		doctype,
		Object.assign({}, handlers, {
			refresh(frm) {
				show_as_posted(frm);
				add_find_entries(frm);
				if (handlers.refresh) handlers.refresh(frm);
			},
		}),
	);
}
