// What remains of a bill, in lists: nothing on a draft, of which nothing is due yet.

import { text } from "./text";

export function remainder_column(value, _df, doc) {
	if (!doc.docstatus) return "";
	return `<div class="text-right">${text(format_currency(value || 0, doc.currency))}</div>`;
}
