// What remains of a bill, in lists: with the sign of the amount beside it, and nothing on a draft, of which nothing is due yet.

import { text } from "./text";

// A credit memo's amounts are written without a sign; its entry, and so what remains of it, is negative in the ledger.
const SIGN = { "Sales Credit Memo": -1 };

export function remainder_column(doctype) {
	return (value, _df, doc) => {
		if (!doc.docstatus) return "";
		const amount = format_currency(value * (SIGN[doctype] || 1) || 0, doc.currency);
		return `<div class="text-right">${text(amount)}</div>`;
	};
}
