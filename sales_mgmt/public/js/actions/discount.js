// Invoice discount by the customer's terms, on demand.

import { ask } from "../server";
import { may_make } from "./rights";

async function calculate_invoice_discount(frm) {
	const { doctype, docname: name } = frm;
	const discount = await ask(
		"calculate_invoice_discount",
		{ doctype, name },
		{ freeze: __("One moment…") },
	);
	await frm.reload_doc();
	const amount = format_currency(discount, frm.doc.currency);
	const message = discount
		? __("The invoice discount is {0}.", [amount])
		: __("Nothing in terms {0} gives this document a discount.", [frm.doc.invoice_discount_terms]);
	frappe.show_alert({ message, indicator: discount ? "green" : "orange" });
}

export const DISCOUNT_ACTIONS = [
	{
		label: () => __("Calculate Invoice Discount"),
		group: () => __("Lines"),
		on: { "Sales Quote": ["Open"], "Sales Order": ["Open"], "Sales Invoice": ["Open"] },
		when: (frm) => may_make(frm) && Boolean(frm.doc.invoice_discount_terms),
		run: calculate_invoice_discount,
	},
];
