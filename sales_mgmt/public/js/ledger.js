// Ledger entries and other records that only posting writes.

import { show_as_posted } from "./posting_form";

export function ledger_entry(doctype, handlers = {}) {
	frappe.ui.form.on(
		doctype,
		Object.assign({}, handlers, {
			refresh(frm) {
				show_as_posted(frm);
				if (handlers.refresh) handlers.refresh(frm);
			},
		})
	);
}
