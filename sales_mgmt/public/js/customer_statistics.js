// What a customer owes, has ordered and has bought: on its card, and beside every document made for it. The server
// computes; this writes it down.

import { is_blank } from "./merge";
import { blank_if_zero } from "./pick_rows";
import { ask } from "./server";

const ROWS = [
	["balance", () => __("Balance")],
	["balance_due", () => __("Overdue"), (amount) => amount > 0],
	["outstanding_orders", () => __("Outstanding Orders")],
	["shipped_not_invoiced", () => __("Shipped, Not Invoiced")],
	["credit_limit", () => __("Credit Limit")],
	["credit_left", () => __("Credit Left"), (amount) => amount < 0],
	["sales_this_year", () => __("Sales This Year")],
	["sales_last_year", () => __("Sales Last Year")],
];

// A limit of nothing is none.
const LIMIT = "credit_limit";

export function show_limit(frm) {
	const control = frm.fields_dict[LIMIT];
	if (!control || control.blank_without_limit) return;
	control.blank_without_limit = true;
	const format = control.format_for_input.bind(control);
	control.format_for_input = (value) => (flt(value) ? format(value) : "");
	control.df.formatter = blank_if_zero;
	control.refresh();
}

export function show_statistics(frm) {
	const field = frm.fields_dict.statistics_html;
	const figures = frm.doc.__onload && frm.doc.__onload.statistics;
	if (field) field.$wrapper.html(figures && !frm.is_new() ? table(figures) : "");
}

// In the sidebar of a document: the figures of who gets its invoice.
export async function show_customer(frm) {
	const { bill_to_customer, customer, bill_to_name, customer_name } = frm.doc;
	const payer = bill_to_customer || customer;
	const sidebar = frm.sidebar && frm.sidebar.sidebar;
	if (!sidebar) return;
	const state = [frm.docname, frm.doc.modified, payer].join();
	// Frappe empties the sidebar now and then, after a mail for one; what stood there is put back
	const { state: shown, box } = frm.shown_customer || {};
	if (shown === state) {
		if (box && !sidebar.find(".sales-customer").length) sidebar.prepend(box);
		return;
	}
	frm.shown_customer = { state };
	sidebar.find(".sales-customer").remove();
	if (!payer || !frappe.model.can_read("Customer")) return;
	const figures =
		frappe.model.can_read("Customer Ledger Entry") &&
		(await ask("customer_statistics", { customer: payer }, { silent: true }).catch(() => null));
	if (frm.shown_customer.state !== state) return;
	const name = frappe.utils.escape_html(
		(payer === customer && customer_name) || bill_to_name || payer,
	);
	const link = frappe.utils.get_form_link("Customer", payer, true, name);
	const html =
		`<div class="sidebar-section sales-customer"><div>${link}</div>${figures ? table(noteworthy(figures)) : ""}</div>`;
	frm.shown_customer.box = html;
	frm.sidebar.sidebar.find(".sales-customer").remove();
	frm.sidebar.sidebar.prepend(html);
}

// There is little room: what is nothing is left out, except the balance.
function noteworthy(figures) {
	const kept = Object.entries(figures).filter(([name, figure]) => figure || name === "balance");
	return Object.fromEntries(kept);
}

function table(figures) {
	const rows = ROWS.filter(([name]) => !is_blank(figures[name]) && (figures[name] || name !== LIMIT)).map(([name, label, alarms]) => {
		const amount = figures[name];
		const text = format_currency(amount, figures.currency);
		return row(label(), text, alarms && alarms(amount));
	});
	const { last_sale } = figures;
	if (last_sale) rows.push(row(__("Last Sale"), frappe.datetime.str_to_user(last_sale)));
	return `<table class="customer-statistics"><tbody>${rows.join("")}</tbody></table>`;
}

function row(label, text, alarm) {
	return `<tr class="${alarm ? "text-danger" : ""}"><td>${label}</td><td>${text}</td></tr>`;
}
