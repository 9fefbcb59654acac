// Combine Return Receipts: one credit memo per customer for all that came back and is not credited.

import { new_dialog, page_button } from "./guarded";
import { posting_options } from "./posting_options";
import { ask } from "./server";

export function add_combine_receipts(list) {
	if (!frappe.model.can_create("Sales Credit Memo") || !frappe.model.can_read("Return Receipt")) return;
	page_button(list.page, __("Combine Return Receipts…"), () => open(list));
}

async function open(list) {
	const { asks_external_number } = await posting_options("Sales Credit Memo");
	const dialog = new_dialog({
		title: __("Combine Return Receipts"),
		no_focus: true,
		fields: [
			{
				fieldname: "posting_date",
				fieldtype: "Date",
				label: __("Posting Date"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
			{ fieldtype: "Column Break" },
			{
				fieldname: "document_date",
				fieldtype: "Date",
				label: __("Document Date"),
				description: __("Blank: the posting date."),
			},
			{ fieldtype: "Section Break" },
			{
				fieldname: "customer",
				fieldtype: "Link",
				options: "Customer",
				label: __("Customer"),
				get_query: () => ({ filters: { combine_shipments: 1 } }),
				description: __("Blank: all customers with Combine Shipments, which combines return receipts too."),
			},
			{
				fieldname: "post",
				fieldtype: "Check",
				label: __("Post Credit Memos"),
				hidden: frappe.perm.has_perm("Sales Credit Memo", 0, "submit") ? 0 : 1,
				description: __("Otherwise they are drafts, to be looked at first."),
			},
			...(asks_external_number ? [number_field()] : []),
			{ fieldname: "results", fieldtype: "HTML" },
		],
		primary_action_label: __("Combine"),
		primary_action: (values) => combine(dialog, values, list),
	});
	dialog.show();
}

// Only where the settings make it mandatory.
const number_field = () => ({
	fieldname: "external_document_no",
	fieldtype: "Data",
	label: __("External Document No."),
	description: __(
		"For credit memos whose return orders have no number in common. Where you choose the customer, for that one in any case.",
	),
});

async function combine(dialog, { post, ...chosen }, list) {
	const values = { ...chosen, post: Boolean(post) };
	const answer = await ask("combine_return_receipts", values, { freeze: __("Combining…") });
	dialog.fields_dict.results.$wrapper.html(results(answer));
	// What was combined is not combined again; whoever wants more opens it anew.
	dialog.get_primary_btn().prop("disabled", true);
	dialog.set_secondary_action_label(__("Close"));
	dialog.set_secondary_action(() => dialog.hide());
	list.refresh();
}

function results({ credit_memos, failed }) {
	if (!credit_memos.length && !failed.length) {
		return `<p class="text-muted">${__("No return receipts are left to credit.")}</p>`;
	}
	const made = credit_memos.map(({ customer_name, credit_memo, posted }) => {
		const link = frappe.utils.get_form_link("Sales Credit Memo", credit_memo, true);
		const what = posted ? __("Posted") : __("Draft");
		return row(customer_name, `<span class="indicator-pill green">${what}</span> ${link}`);
	});
	const left = failed.map(({ customer_name, messages }) =>
		row(
			customer_name,
			`<span class="indicator-pill red">${__("Failed")}</span> ${messages.map(escape).join("<br>")}`,
		),
	);
	return `<table class="table table-sm"><tbody>${[...made, ...left].join("")}</tbody></table>`;
}

function row(customer_name, html) {
	return `<tr><td>${escape(customer_name)}</td><td>${html}</td></tr>`;
}

function escape(text) {
	return frappe.utils.escape_html(text);
}
