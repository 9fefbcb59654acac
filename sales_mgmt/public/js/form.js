// What every form of ours has in common: its look, and plus signs in Connections only where a button of
// the form does the same thing.

import { tidy_form } from "./inputs";

const MADE_BY_BUTTON = {
	"Sales Quote": ["Sales Order", "Sales Invoice"],
	"Sales Order": ["Sales Invoice"],
	Customer: ["Sales Quote", "Sales Order", "Sales Invoice", "Customer Payment"],
};

export function setup_form(frm) {
	frm.page.wrapper.addClass("sales-document");
	tidy_form(frm);
	setup_connections(frm);
}

function setup_connections(frm) {
	const made = MADE_BY_BUTTON[frm.doctype] || [];
	frm.custom_make_buttons = Object.fromEntries(made.map((doctype) => [doctype, doctype]));
	const never = () => false;
	const groups = (frm.meta.__dashboard && frm.meta.__dashboard.transactions) || [];
	const listed = groups.flatMap((group) => group.items);
	frm.can_make_methods = Object.fromEntries(
		listed.filter((doctype) => !made.includes(doctype)).map((doctype) => [doctype, never]),
	);
}
