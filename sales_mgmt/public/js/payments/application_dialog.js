// Apply a posted entry to others of its customer, and take applications back.

import { form_button, new_dialog } from "../guarded";
import { column, ENTERED, entry_columns, pick_rows } from "../pick_rows";
import { refuse } from "../refusals";
import { ask, list_of } from "../server";
import { text } from "../text";

export async function apply_entry(frm, { entry, customer, posted_no, kind }) {
	const candidates = await ask("unpaid_entries", { customer, kind });
	const open = candidates.filter(({ currency }) => currency === frm.doc.currency);
	if (!open.length) {
		frappe.msgprint(__("The customer has no open entries in this currency that it could be applied to."));
		return;
	}
	const dialog = new_dialog({
		title: __("Apply {0}", [text(posted_no)]),
		size: "large",
		fields: [
			table_field(open),
			{
				fieldname: "posting_date",
				fieldtype: "Date",
				label: __("Posting Date"),
				description: __("Empty: the latest posting date of the entries."),
			},
		],
		primary_action_label: __("Apply"),
		primary_action: () => apply(frm, dialog, entry),
	});
	dialog.show();
}

function table_field(open) {
	return pick_rows({
		fieldname: "entries",
		label: __("Open Entries"),
		rows: open,
		key: "entry",
		description: __(
			"Tick what it is applied to. An amount of zero means as much as possible, in the order of the rows.",
		),
		fields: [
			...entry_columns(),
			column("amount_to_apply", "Currency", __("Amount to Apply"), 2, {
				...ENTERED,
				options: "currency",
			}),
		],
	});
}

async function apply(frm, dialog, entry) {
	const rows = dialog.fields_dict.entries.grid.get_selected_children();
	if (!rows.length) {
		refuse(__("Tick at least one entry."));
	}
	const against = rows.map((row) => ({ entry: row.entry, amount: row.amount_to_apply || null }));
	const posting_date = dialog.get_value("posting_date") || null;
	await ask("apply_entries", { entry, against, posting_date }, { freeze: __("Posting…") });
	dialog.hide();
	await frm.reload_doc();
	frappe.show_alert({ message: __("The entries have been applied."), indicator: "green" });
}

// The newest application of an entry goes first.
export async function unapply_entry(frm, entry) {
	const rows = await list_of("Customer Ledger Application", {
		filters: { application: ["is", "set"] },
		or_filters: { debit_entry: entry, credit_entry: entry },
		fields: ["application"],
		order_by: "entry_no desc",
		limit: 0,
	});
	const names = [...new Set(rows.map(({ application }) => application))];
	const units = await list_of("Customer Application", {
		filters: { name: ["in", names.length ? names : [""]], status: "Applied" },
		fields: ["name", "posting_date", "posted_no", "amount", "currency"],
		order_by: "entry_no desc",
		limit: 1,
	});
	if (!units.length) {
		frappe.msgprint(__("Nothing is applied to this entry."));
		return;
	}
	unapply(frm, units[0]);
}

export function unapply(frm, { name, posting_date, posted_no, amount, currency }) {
	const question = __(
		"Take back the application of {0} over {1}? The entries are open again; what was posted for discounts and exchange differences is posted the other way round.",
		[text(posted_no).bold(), format_currency(amount, currency).bold()],
	);
	const dialog = new_dialog({
		title: __("Unapply"),
		fields: [
			{ fieldtype: "HTML", options: `<p>${question}</p>` },
			{
				fieldname: "posting_date",
				fieldtype: "Date",
				label: __("Posting Date"),
				default: posting_date,
				reqd: 1,
			},
		],
		primary_action_label: __("Unapply"),
		primary_action: async (values) => {
			await ask("unapply", { application: name, ...values }, { freeze: __("Posting…") });
			dialog.hide();
			await frm.reload_doc();
			frappe.show_alert({ message: __("The application has been taken back."), indicator: "green" });
		},
	});
	dialog.show();
}

// On a ledger entry or on the document it belongs to. `entry`: {name, customer, posted_no, amount, remaining_amount}.
export function add_application_buttons(frm, { name, customer, posted_no, amount, remaining_amount }) {
	if (!frappe.model.can_create("Customer Payment")) return;
	const kind = amount > 0 ? "Refund" : "Payment"; // what it can pay lies on the other side
	if (remaining_amount) {
		form_button(frm, __("Apply"), () =>
			apply_entry(frm, { entry: name, customer, posted_no, kind }),
		);
	}
	if (remaining_amount !== amount) {
		form_button(frm, __("Unapply"), () => unapply_entry(frm, name));
	}
}
