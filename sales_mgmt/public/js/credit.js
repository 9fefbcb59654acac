// What a credit memo is applied to, and what of it stays open. The server counts.

import { new_dialog } from "./guarded";
import { Calculator } from "./calculate";
import { add_application_buttons } from "./payments/application_dialog";
import { link_by_posted_no } from "./posted_message";
import { blank_if_zero, column, ENTERED, entry_columns, pick_rows } from "./pick_rows";
import { say_above } from "./say_above";
import { ask } from "./server";

export function show_credit(frm) {
	const { doc } = frm;
	const money = (amount) => format_currency(amount, doc.currency).bold();
	if (doc.docstatus === 1) return show_posted(frm, money);
	const { credit } = doc.__onload || {};
	if (!credit || !doc.applications?.length) {
		frm.layout.message.find("[data-said=credit]").remove();
		return;
	}
	const text = credit.open
		? __("{0} is applied when this is posted. {1} stays open on the customer.", [
				money(credit.applied),
				money(credit.open),
			])
		: __("All of it is applied when this is posted: {0}.", [money(credit.applied)]);
	say_above(frm, "credit", text, "blue");
}

// A line above the form that names another posted document.
export async function tell(frm, doctype, name, sentence) {
	const { docname } = frm;
	const link = await link_by_posted_no(doctype, name);
	if (docname === frm.docname) say_above(frm, "tell", sentence(link), "blue");
}

function show_posted(frm, money) {
	const { doc } = frm;
	if (doc.is_cancellation && doc.status !== "Cancelled") {
		return tell(frm, "Sales Invoice", doc.corrects_invoice, (link) =>
			__("This credit memo cancels invoice {0}.", [link]),
		);
	}
	if (["Unapplied", "Partly Applied"].includes(doc.status)) {
		const open = money(doc.remaining_amount);
		const text = __("{0} is not applied yet: apply it to an invoice, or pay it back.", [open]);
		say_above(frm, "credit", text, "blue");
	}
	if (doc.status === "Cancelled") return;
	// Entries have the sign of the ledger.
	add_application_buttons(frm, {
		name: doc.customer_ledger_entry,
		customer: doc.bill_to_customer || doc.customer,
		posted_no: doc.posted_no,
		amount: -doc.amount_including_vat,
		remaining_amount: -doc.remaining_amount,
	});
}

export async function open_application_picker(frm) {
	const { bill_to_customer, customer, currency } = frm.doc;
	const payer = bill_to_customer || customer;
	const entries = await ask("unpaid_entries", { customer: payer, kind: "Payment" });
	const chosen = new Map((frm.doc.applications || []).map((row) => [row.entry, row.amount]));
	const open = entries.filter((entry) => entry.currency === currency);
	if (!open.length) {
		frappe.msgprint(__("The customer has no open entries in this currency that it could be applied to."));
		return;
	}
	const dialog = new_dialog({
		title: __("Apply Credit Memo To"),
		size: "large",
		fields: [table_field(open, chosen)],
		primary_action_label: __("Apply"),
		primary_action: () => {
			put_on_form(frm, dialog.fields_dict.entries.grid.get_selected_children());
			dialog.hide();
		},
	});
	dialog.$wrapper.addClass("sales-pick-rows");
	dialog.show();
}

function table_field(open, chosen) {
	return pick_rows({
		fieldname: "entries",
		label: __("Open Entries"),
		key: "entry",
		rows: open.map((row) => ({
			...row,
			__checked: chosen.has(row.entry) ? 1 : 0,
			amount_to_apply: chosen.get(row.entry),
		})),
		description: __(
			"Tick what it is applied to. Without an amount as much as possible is applied, in the order of the rows.",
		),
		fields: [
			...entry_columns(),
			column("amount_to_apply", "Currency", __("Amount to Apply"), 2, {
				...ENTERED,
				options: "currency",
				formatter: blank_if_zero,
			}),
		],
	});
}

// The rows stand on the credit memo; they are saved with it and posted with it.
function put_on_form(frm, rows) {
	frm.clear_table("applications");
	for (const { entry, posted_no, sales_invoice, due_date, remaining_amount, amount_to_apply } of rows) {
		frappe.utils.add_link_title("Customer Ledger Entry", entry, posted_no);
		const amount = amount_to_apply || 0;
		frm.add_child("applications", { entry, sales_invoice, due_date, remaining_amount, amount });
	}
	frm.refresh_field("applications");
	frm.dirty();
	Calculator.of(frm).touch({ fieldname: "applications" });
}
