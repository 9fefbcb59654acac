// Recurring lines: fetched by a button, and what a new document gets by itself. The server decides which.

import { new_dialog } from "../guarded";
import { refuse } from "../refusals";
import { ask } from "../server";
import { Calculator } from "../calculate";
import { may_make } from "./rights";

const DOCTYPES = ["Sales Quote", "Sales Order", "Sales Invoice", "Sales Credit Memo"];
const ON_OPEN = Object.fromEntries(DOCTYPES.map((doctype) => [doctype, ["Open"]]));

export const RECURRING_ACTIONS = [
	{
		label: () => __("Get Recurring Lines"),
		group: () => __("Lines"),
		on: ON_OPEN,
		on_new: true,
		when: (frm) => !frm.doc.docstatus && may_make(frm) && frappe.model.can_read("Recurring Sales Lines"),
		run: fetch_lines,
	},
];

// A document that comes with its customer was begun on the customer's card, or is a copy: it gets nothing by itself.
export function note_beginning(frm) {
	if (!frm.is_new()) return;
	frm.began_without_customer = frm.doc.customer ? null : frm.docname;
	frm.recurring_customer = null;
}

export async function customer_chosen(frm) {
	const { docname, doc } = frm;
	if (!frm.is_new() || !DOCTYPES.includes(frm.doctype) || !doc.customer) return;
	if (frm.began_without_customer !== docname || !frappe.model.can_read("Recurring Sales Lines")) return;
	// Frappe reports a choice more than once
	const { customer } = doc;
	if (frm.recurring_customer === customer) return;
	frm.recurring_customer = customer;
	// the form learns of the customer in another handler of the same choice
	await new Promise((resolve) => setTimeout(resolve));
	await Calculator.of(frm).flush();
	const choices = await ask("recurring_choices", choice_arguments(frm));
	if (frm.docname !== docname || doc.customer !== customer) return;
	if (choices.insert.length && !lines_of(frm).length) return add_to_form(frm, choices.insert);
	const codes = [...choices.insert, ...choices.ask];
	if (codes.length) choose(frm, offered(choices, codes), codes);
}

async function fetch_lines(frm) {
	if (!frm.doc.customer) refuse(__("Choose the customer first."));
	await Calculator.of(frm).flush();
	const { sets } = await ask("recurring_choices", choice_arguments(frm));
	if (sets.length) return choose(frm, sets, sets.length === 1 ? [sets[0].code] : []);
	frappe.msgprint({
		title: __("Recurring Lines"),
		indicator: "blue",
		message: __("{0} has no recurring lines that are valid on the day of this document.", [
			frappe.utils.escape_html(frm.doc.customer_name || frm.doc.customer).bold(),
		]),
	});
}

// Prices follow the posting date on invoices and the order date on orders; so do recurring lines.
const DAY = { "Sales Invoice": "posting_date", "Sales Order": "order_date" };

function choice_arguments({ doctype, doc }) {
	const on = doc[DAY[doctype] || "document_date"];
	return { doctype, customer: doc.customer, on, currency: doc.currency };
}

const offered = ({ sets }, codes) => sets.filter(({ code }) => codes.includes(code));

function choose(frm, sets, chosen) {
	const dialog = new_dialog({
		title: __("Recurring Lines of {0}", [
			frappe.utils.escape_html(frm.doc.customer_name || frm.doc.customer),
		]),
		fields: [
			{
				fieldname: "codes",
				fieldtype: "MultiCheck",
				label: __("Which lines shall be added to this document?"),
				columns: 1,
				options: sets.map(({ code, description }) => ({
					value: code,
					label: [code, description].filter(Boolean).map(frappe.utils.escape_html).join(": "),
					checked: chosen.includes(code) && sets.length === 1,
				})),
			},
		],
		primary_action_label: __("Add Lines"),
		primary_action: async () => {
			const codes = dialog.fields_dict.codes.get_checked_options();
			if (!codes.length) refuse(__("Tick the lines to add."));
			await add(frm, codes);
			dialog.hide();
		},
		secondary_action_label: __("Not Now"),
		secondary_action: () => dialog.hide(),
	});
	dialog.show();
}

async function add(frm, codes) {
	if (frm.is_new() || frm.is_dirty()) return add_to_form(frm, codes);
	const { doctype, docname: name } = frm;
	await ask("insert_recurring_lines", { doctype, name, codes }, { freeze: __("Adding the lines…") });
	await frm.reload_doc();
	tell(codes);
}

async function add_to_form(frm, codes) {
	const rows = await ask("recurring_lines", { doc: frm.doc, codes });
	const grid = frm.fields_dict.lines.grid;
	frm.doc.lines = lines_of(frm);
	frm.doc.lines.forEach((row, place) => (row.idx = place + 1));
	rows.forEach((row) => Object.assign(frm.add_child("lines"), row, { idx: frm.doc.lines.length }));
	grid.refresh();
	frm.dirty();
	Calculator.of(frm).touch({ fieldname: "lines" });
	tell(codes);
}

function tell(codes) {
	const message = __("Recurring lines {0} were added.", [codes.join(", ")]);
	frappe.show_alert({ message, indicator: "green" });
}

// The empty row of a new form does not count.
function lines_of(frm) {
	return (frm.doc.lines || []).filter((row) => row.item || row.account || row.description);
}
