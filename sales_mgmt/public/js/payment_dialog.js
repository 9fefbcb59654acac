// Register Payment on a posted invoice.

import { ask } from "./server";
import { tidy_number } from "./numbers";

export function open_payment_dialog(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Register Payment for {0}", [frm.doc.posted_no || frm.docname]),
		fields: [
			{
				fieldname: "amount",
				fieldtype: "Currency",
				label: __("Amount"),
				options: "currency",
				default: frm.doc.remaining_amount,
				reqd: 1,
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
			},
			{
				fieldname: "payment_method",
				fieldtype: "Link",
				options: "Payment Method",
				label: __("Payment Method"),
				default: frm.doc.payment_method,
			},
		],
		primary_action_label: __("Register Payment"),
		primary_action: (values) => register(frm, dialog, values),
	});
	dialog.fields_list.forEach(tidy_number);
	dialog.show();
}

async function register(frm, dialog, values) {
	const { amount, posting_date, currency, payment_method } = values;
	const customer = frm.doc.bill_to_customer || frm.doc.customer;
	dialog.get_primary_btn().prop("disabled", true);
	try {
		const payment = await ask(
			"register_payment",
			{ customer, amount, posting_date, apply_to: frm.docname, currency, payment_method },
			{ freeze: __("Posting…") }
		);
		dialog.hide();
		await frm.reload_doc();
		const link = frappe.utils.get_form_link("Customer Payment", payment, true);
		frappe.show_alert({ message: __("Payment {0} has been posted.", [link]), indicator: "green" });
	} catch {
		dialog.get_primary_btn().prop("disabled", false);
	}
}
