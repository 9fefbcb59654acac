// Create Recurring Invoices: asks for the day, works through the customers, shows what became of each.
//
// The customers are sent in small groups, each a request of its own: the bar moves, and nobody waits for a long one.

import { new_dialog } from "./guarded";
import { ask } from "./server";

const AT_ONCE = 10;
const COLOURS = { Created: "green", Exists: "blue", Failed: "red" };
const STATUS = { Created: () => __("Created"), Exists: () => __("Exists"), Failed: () => __("Failed") };

export function may_create_recurring_invoices() {
	return frappe.model.can_create("Sales Invoice");
}

export function create_recurring_invoices(codes, done) {
	const dialog = new_dialog({
		title: __("Create Recurring Invoices"),
		size: "large",
		// the first field it could focus opens a list over the button
		no_focus: true,
		fields: [
			{
				fieldname: "posting_date",
				fieldtype: "Date",
				label: __("Posting Date"),
				default: frappe.datetime.get_today(),
				description: __("Customers whose recurring lines are valid on this day get a draft invoice."),
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
				fieldname: "codes",
				fieldtype: "MultiSelectPills",
				label: __("Recurring Sales Lines"),
				description: __("Blank: all of them."),
				default: codes,
				get_data: (text) => frappe.db.get_link_options("Recurring Sales Lines", text),
			},
			{ fieldtype: "Section Break", hide_border: 1 },
			{ fieldname: "results", fieldtype: "HTML" },
		],
		primary_action_label: __("Create Invoices"),
		primary_action: (values) => work(dialog, values, done),
	});
	dialog.show();
}

async function work(dialog, { posting_date, document_date, codes }, done) {
	const button = dialog.get_primary_btn().prop("disabled", true);
	const show = (html) => dialog.fields_dict.results.$wrapper.html(html);
	// what is undefined is not sent at all
	const chosen = codes && codes.length ? codes : undefined;
	try {
		const due = await ask("recurring_invoices_due", { posting_date, codes: chosen });
		const customers = [...new Set(due.map(({ customer }) => customer))];
		const results = [];
		show(progress_html(0, customers.length));
		for (let first = 0; first < customers.length; first += AT_ONCE) {
			const group = customers.slice(first, first + AT_ONCE);
			const args = { posting_date, document_date, codes: chosen, customers: group };
			results.push(...(await ask("create_recurring_invoices", args)));
			show(progress_html(first + group.length, customers.length));
		}
		show(results_html(results));
		if (done) done();
	} finally {
		button.prop("disabled", false);
	}
}

function progress_html(ready, all) {
	const percent = all ? Math.round((ready * 100) / all) : 100;
	return `<div class="progress"><div class="progress-bar" style="width: ${percent}%"></div></div>
		<p class="text-muted">${__("{0} of {1} customers", [ready, all])}</p>`;
}

function results_html(results) {
	if (!results.length) {
		return `<p class="text-muted">${__("No customer has recurring lines that are valid on this day.")}</p>`;
	}
	const count = (status) => results.filter((result) => result.status === status).length;
	const summary = __("{0} created, {1} existed already, {2} failed.", [
		count("Created"),
		count("Exists"),
		count("Failed"),
	]);
	const head = [__("Customer"), __("Recurring Lines"), __("Invoice"), __("Result")];
	return `<p class="recurring-summary">${summary}</p>
		<table class="table table-sm recurring-results">
			<thead><tr>${head.map((label) => `<th>${label}</th>`).join("")}</tr></thead>
			<tbody>${results.map(row_html).join("")}</tbody>
		</table>`;
}

function row_html({ customer, customer_name, recurring_lines, invoice, status, message }) {
	const text = frappe.utils.escape_html;
	const link = invoice ? frappe.utils.get_form_link("Sales Invoice", invoice, true, text(invoice)) : "";
	const pill = `<span class="indicator-pill ${COLOURS[status]}">${STATUS[status]()}</span>`;
	const reason = status === "Failed" ? `<div class="text-muted small">${text(message)}</div>` : "";
	return `<tr><td>${text(customer_name || customer)}</td><td>${text(recurring_lines)}</td><td>${link}</td>
		<td>${pill}${reason}</td></tr>`;
}
