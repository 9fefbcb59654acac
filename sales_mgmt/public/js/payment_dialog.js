// Register Payment on a posted invoice.

import { new_dialog } from "./guarded";
import { ask } from "./server";
import { tidy_number } from "./numbers";
import { link_by_posted_no } from "./posted_message";
import { text } from "./text";

export async function open_payment_dialog(frm) {
	const { amount } = await assess(frm, {});
	const dialog = new_dialog({
		title: __("Register Payment for {0}", [text(frm.doc.posted_no || frm.docname)]),
		fields: [
			{
				fieldname: "amount",
				fieldtype: "Currency",
				label: __("Amount"),
				options: "currency",
				default: amount,
				reqd: 1,
				change: () => explain(frm, dialog),
			},
			{
				fieldname: "currency",
				fieldtype: "Link",
				options: "Currency",
				label: __("Currency"),
				default: frm.doc.currency,
				read_only: 1,
			},
			{ fieldtype: "Column Break" },
			{
				fieldname: "posting_date",
				fieldtype: "Date",
				label: __("Posting Date"),
				default: frappe.datetime.get_today(),
				reqd: 1,
				change: () => explain(frm, dialog),
			},
			{
				fieldname: "payment_method",
				fieldtype: "Link",
				options: "Payment Method",
				label: __("Payment Method"),
				default: frm.doc.payment_method,
			},
			{ fieldtype: "Section Break" },
			{ fieldname: "case", fieldtype: "HTML" },
			{
				fieldname: "accept_late_discount",
				fieldtype: "Check",
				label: __("Accept the late discount"),
				hidden: 1,
				change: () => explain(frm, dialog),
			},
		],
		primary_action_label: __("Register Payment"),
		primary_action: (values) => register(frm, dialog, values),
	});
	dialog.fields_list.forEach(tidy_number);
	dialog.show();
	explain(frm, dialog);
}

// What the amount would do is said while it is entered: a discount, a rest, an amount too much.
async function assess(frm, { posting_date, amount, accept_late_discount }) {
	const { rows } = await ask("assess_payments", {
		rows: [
			{
				entry: frm.doc.customer_ledger_entry,
				date: posting_date || frappe.datetime.get_today(),
				amount,
				accept_late_discount: accept_late_discount ? 1 : null,
			},
		],
	});
	return rows[0];
}

async function explain(frm, dialog) {
	const values = dialog.get_values(true);
	if (!values.amount || !values.posting_date) return;
	const { code, colour, message } = await assess(frm, values);
	dialog.set_df_property(
		"accept_late_discount",
		"hidden",
		code === "grace" || values.accept_late_discount ? 0 : 1,
	);
	dialog.fields_dict.case.$wrapper.html(`<span class="indicator ${colour}">${text(message)}</span>`);
}

async function register(frm, dialog, values) {
	const { amount, posting_date, currency, payment_method } = values;
	const accept_late_discount = values.accept_late_discount ? 1 : null;
	const customer = frm.doc.bill_to_customer || frm.doc.customer;
	dialog.get_primary_btn().prop("disabled", true);
	try {
		const payment = await ask(
			"register_payment",
			{
				customer,
				amount,
				posting_date,
				apply_to: frm.docname,
				currency,
				payment_method,
				accept_late_discount,
			},
			{ freeze: __("Posting…") },
		);
		dialog.hide();
		await frm.reload_doc();
		const link = await link_by_posted_no("Customer Payment", payment);
		const sentences = [
			__("Payment {0} over {1} has been posted.", [link, format_currency(amount, currency).bold()]),
			rest_of_invoice(frm.doc),
		];
		frappe.msgprint({ title: __("Posted"), indicator: "green", message: sentences.join("<br>") });
	} catch {
		dialog.get_primary_btn().prop("disabled", false);
	}
}

function rest_of_invoice({ posted_no, remaining_amount, currency }) {
	const number = text(posted_no).bold();
	if (!remaining_amount) return __("Invoice {0} is paid.", [number]);
	const rest = format_currency(remaining_amount, currency).bold();
	return __("{0} of invoice {1} stay unpaid.", [rest, number]);
}
