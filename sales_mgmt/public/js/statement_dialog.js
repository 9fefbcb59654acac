// The printed statement of a customer: what is open on a day, or what happened in a period.

import { form_button, new_dialog } from "./guarded";

const MOVEMENTS = "Movements";

export function add_statement_button(frm) {
	if (!frappe.model.can_print("Customer") || !frappe.model.can_read("Customer Ledger Entry")) return;
	form_button(frm, __("Print Statement…"), () => dialog(frm).show());
}

function dialog(frm) {
	const today = frappe.datetime.get_today();
	const box = new_dialog({
		title: __("Print Statement"),
		fields: [
			{
				fieldname: "statement",
				fieldtype: "Select",
				label: __("Show"),
				options: [
					{ value: "Open Entries", label: __("Open Entries") },
					{ value: MOVEMENTS, label: __("Movements") },
				],
				default: "Open Entries",
				reqd: 1,
			},
			{
				fieldname: "from_date",
				fieldtype: "Date",
				label: __("From Date"),
				default: frappe.datetime.month_start(),
				depends_on: `eval:doc.statement === "${MOVEMENTS}"`,
			},
			{ fieldname: "to_date", fieldtype: "Date", label: __("To Date"), default: today, reqd: 1 },
			{ fieldname: "currency", fieldtype: "Link", label: __("Currency"), options: "Currency" },
		],
		primary_action_label: __("Open PDF"),
		primary_action(values) {
			box.hide();
			const query = new URLSearchParams({ customer: frm.docname, ...values });
			window.open(frappe.urllib.get_full_url(`/api/method/sales_mgmt.api.customer_statement?${query}`));
		},
	});
	return box;
}
