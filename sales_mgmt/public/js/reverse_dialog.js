// Get Posted Document Lines to Reverse: what a customer bought, and how much of it can still come back.

import { new_dialog } from "./guarded";
import { Calculator } from "./calculate";
import { blank_if_zero, column, ENTERED, in_grid, in_order, pick_rows } from "./pick_rows";
import { refuse } from "./refusals";
import { ask, ask_when_there, stored } from "./server";
import { text } from "./text";

const KINDS = ["Sales Invoice", "Sales Shipment", "Return Receipt", "Sales Credit Memo"];

export async function open_reverse_dialog(frm) {
	await Calculator.of(frm).flush();
	if (!frm.doc.customer) refuse(__("Choose the customer first."));
	if (frm.is_new()) await stored(frm);
	const dialog = new_dialog({
		title: __("Posted Lines of {0}", [text(frm.doc.customer_name || frm.doc.customer)]),
		size: "extra-large",
		fields: [
			{
				fieldname: "doctype",
				fieldtype: "Select",
				label: __("Document Type"),
				options: [
					{ value: "", label: __("Invoices and shipments") },
					...KINDS.filter((doctype) => frappe.model.can_read(doctype)).map((value) => ({
						value,
						label: __(value),
					})),
				],
				onchange: () => load(frm, dialog),
			},
			{ fieldtype: "Column Break" },
			{
				fieldname: "only_reversible",
				fieldtype: "Check",
				label: __("Show Reversible Lines Only"),
				default: 1,
				onchange: () => load(frm, dialog),
			},
			{ fieldtype: "Section Break", hide_border: 1 },
			{ fieldname: "note", fieldtype: "HTML" },
			table_field(),
		],
		primary_action_label: __("Get Lines"),
		primary_action: () => take(frm, dialog),
	});
	dialog.$wrapper.addClass("sales-pick-rows");
	dialog.show();
	load(frm, dialog);
}

const FIRST_ON_PHONES = ["what", "reversible", "to_return"];

function table_field() {
	return pick_rows({
		label: __("Lines"),
		description: __(
			"Tick the lines that come back. Without a quantity everything that is left is taken.",
		),
		fields: in_order(FIRST_ON_PHONES, [
			column("posted_no", "Data", __("Document"), 1),
			column("posting_date", "Date", __("Date"), 1),
			column("what", "Data", __("No."), 1),
			column("description", "Data", __("Description"), 2),
			column("quantity", "Float", __("Posted"), 1),
			column("reversed", "Float", __("Came Back"), 1),
			column("reversible", "Float", __("Left", null, "quantity"), 1),
			column("to_return", "Float", __("To Return"), 1, { ...ENTERED, formatter: blank_if_zero }),
			column("unit_price", "Currency", __("Unit Price"), 1, {
				options: "currency",
				formatter: blank_if_zero,
			}),
		]),
	});
}

// A filter may be changed while an answer is on its way: the last question counts.
async function load(frm, dialog) {
	const { doctype, only_reversible } = dialog.get_values(true);
	const args = {
		customer: frm.doc.customer,
		doctype: doctype || null,
		only_reversible: Boolean(only_reversible),
	};
	const question = JSON.stringify(args);
	if (question === dialog.question) return;
	dialog.question = question;
	const found = await ask_when_there("lines_to_reverse", args);
	if (question !== dialog.question) return;
	const { grid } = dialog.fields_dict.lines;
	const rows = found.map((row) => ({
		...row,
		what: row.item || row.account,
		posted_no: row.posted_no || row.document,
		// a packing slip has no prices
		unit_price: row.unit_price || null,
	}));
	grid.df.data = in_grid(rows);
	grid.refresh();
	const nothing = found.length ? "" : __("Nothing of this kind is left to come back from this customer.");
	dialog.fields_dict.note.$wrapper.html(nothing && `<p class="text-muted">${nothing}</p>`);
}

async function take(frm, dialog) {
	const rows = dialog.fields_dict.lines.grid.get_selected_children();
	if (!rows.length) refuse(__("Tick the lines that come back."));
	const lines = rows.map(({ line, to_return }) => ({ line, quantity: to_return || null }));
	const { doctype, docname: return_order } = frm;
	const added = await ask(
		"get_lines_to_reverse",
		{ return_order, lines, doctype },
		{ freeze: __("Adding the lines…") },
	);
	dialog.hide();
	await frm.reload_doc();
	const message = added.length
		? __("{0} lines were added.", [added.length])
		: __("These lines came back already, so nothing was added.");
	frappe.show_alert({ message, indicator: added.length ? "green" : "orange" });
}
