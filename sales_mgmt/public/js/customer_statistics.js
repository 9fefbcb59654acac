// What a customer owes, has ordered and has bought, beside its card. The server computes; this writes it down.

const ROWS = [
	["balance", () => __("Balance")],
	["balance_due", () => __("Overdue"), "text-danger"],
	["outstanding_orders", () => __("Outstanding Orders")],
	["shipped_not_invoiced", () => __("Shipped, Not Invoiced")],
	["credit_limit", () => __("Credit Limit")],
	["sales_this_year", () => __("Sales This Year")],
];

export function show_statistics(frm) {
	const field = frm.fields_dict.statistics_html;
	const figures = frm.doc.__onload && frm.doc.__onload.statistics;
	if (field) field.$wrapper.html(figures && !frm.is_new() ? table(frm, figures) : "");
}

function table(frm, figures) {
	const rows = ROWS.map(([name, label, alarm]) => row(frm, label(), figures[name], alarm));
	return `<table class="customer-statistics"><tbody>${rows.join("")}</tbody></table>`;
}

// Amounts look like the credit limit on the card.
function row(frm, label, amount, alarm) {
	const df = frm.get_docfield("credit_limit");
	const text = frappe.format(amount, df, { inline: true }, frm.doc);
	return `<tr class="${alarm && amount ? alarm : ""}"><td>${label}</td><td>${text}</td></tr>`;
}
