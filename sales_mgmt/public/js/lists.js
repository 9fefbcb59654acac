// What all our list views have in common.

import { add_bulk_actions } from "./bulk_actions";
import { add_combine_receipts } from "./combine_receipts";
import { show_plain_numbers } from "./numbers";
import { POSTABLE, add_post_batch } from "./post_batch";
import { indicator, posted_indicator } from "./status";
import { show_subject_as_typed } from "./text";

const COLUMNS = 9;
// Frappe centres its pages, so a list is hardly wider on a large screen than here.
const DESK_SCREEN = 1200;
// There the columns stand below each other.
const PHONE = 767;

// What the contents of a column want, in pixels; the row shares out what it has.
const WIDTHS = {
	Subject: 240,
	LedgerSubject: 144,
	Number: 78,
	Status: 110,
	Select: 116,
	Date: 94,
	Datetime: 166,
	Currency: 120,
	Float: 80,
	Int: 60,
	"GL Account": 230,
	Customer: 140,
	Link: 124,
	Other: 100,
};
const BY_NAME = {
	name: WIDTHS.Number,
	tax_id: 140,
	customer_name: 150,
	document_date: 110,
	valid_until: 124,
	currency: 70,
	sales_order: 90,
	return_order: 96,
	shipping_agent: 104,
	payment_method: 110,
	external_document_no: 124,
	location: 80,
	salesperson: 90,
};

// Working documents and invoices: coloured status, closed documents out of the way.
export function document_list(doctype, settings = {}) {
	return Object.assign(
		{
			has_indicator_for_draft: true,
			get_indicator: indicator(doctype),
			onload: show_document_list,
		},
		settings,
		POSTABLE.includes(doctype) && { add_fields: [...(settings.add_fields || []), "posting_job_status"] },
	);
}

function show_document_list(list) {
	show_all_columns(list);
	add_bulk_actions(list);
	add_post_batch(list);
	if (list.doctype === "Sales Credit Memo") add_combine_receipts(list);
}

// Payments and adjustments: either a draft or posted.
export function posting_list(settings = {}) {
	return Object.assign(
		{
			has_indicator_for_draft: true,
			get_indicator: posted_indicator,
			onload: show_posting_list,
		},
		settings,
	);
}

function show_posting_list(list) {
	show_all_columns(list);
	add_bulk_actions(list);
}

// Masters, setup and logs.
export function master_list(settings = {}) {
	const onload = (list) => {
		show_all_columns(list);
		if (settings.onload) settings.onload(list);
	};
	return { ...settings, onload };
}

// Ledgers are read, filtered and never written by hand.
export function ledger_list(settings = {}) {
	const formatters = { account: account_html };
	return Object.assign({ hide_name_column: true, onload: show_ledger_columns, formatters }, settings);
}

function show_ledger_columns(list) {
	list.is_ledger = true;
	list.page.wrapper.addClass("sales-ledger-list");
	show_all_columns(list);
}

// Frappe 16 measures what stands in a column, and takes a bare text for a selector.
function put_in_elements(settings) {
	const in_element = (column_html) =>
		!column_html || column_html.startsWith("<") ? column_html : `<span class="ellipsis">${column_html}</span>`;
	for (const [field, format] of Object.entries(settings.formatters || {})) {
		if (format.in_element) continue;
		settings.formatters[field] = (...args) => in_element(format(...args));
		settings.formatters[field].in_element = true;
	}
}

// Frappe shows few columns unless a List View Settings record says otherwise; ours fit a desk screen.
function show_all_columns(list) {
	put_in_elements(list.settings);
	show_subject_as_typed(list);
	show_plain_numbers(list.doctype);
	list.page.wrapper.addClass("sales-list").attr("data-sales-list", list.doctype);
	const has_room = window.innerWidth > DESK_SCREEN || window.innerWidth <= PHONE;
	if (!list.list_view_settings.total_fields && has_room) {
		list.list_view_settings.total_fields = COLUMNS;
	}
	const setup_columns = list.setup_columns.bind(list);
	list.setup_columns = () => {
		setup_columns();
		put_number_first(list);
		set_widths(list);
	};
	list.setup_columns();
	list.render_header(true);
}

// A document is known by its number, so that stands beside the name and not at the end.
function put_number_first(list) {
	const number = list.columns.find(({ df }) => df && df.fieldname === "name");
	if (!number || number.type === "Subject") return;
	const others = list.columns.filter((column) => column !== number);
	list.columns = [others[0], number, ...others.slice(1)];
}

// Frappe gives all columns the same width; amounts, statuses and accounts need more of it than dates.
function set_widths(list) {
	const page = `[data-sales-list="${list.doctype}"]`;
	const rules = list.columns.map((column, index) => {
		const cell = `${page} .level-left > .list-row-col:nth-child(${index + 1})`;
		return `${cell} { flex: ${width_of(column, list)} 1 0; }`;
	});
	list.page.wrapper.children("style.sales-widths").remove();
	$('<style class="sales-widths"></style>').text(rules.join("\n")).appendTo(list.page.wrapper);
}

function width_of({ type, df }, list) {
	if (type === "Subject") return list.is_ledger ? WIDTHS.LedgerSubject : WIDTHS.Subject;
	if (type !== "Field") return WIDTHS[type] || WIDTHS.Other;
	const named = { ...BY_NAME, ...list.settings.widths };
	return named[df.fieldname] || WIDTHS[df.options] || WIDTHS[df.fieldtype] || WIDTHS.Other;
}

// An account is known by its number, which its title lacks.
function account_html(value, df, doc) {
	const title = doc[`${df.fieldname}_account_name`] || frappe.utils.get_link_title("GL Account", value);
	const text = title && title !== value ? `${value} ${title}` : value;
	const [shown, name] = [text, value].map(frappe.utils.escape_html);
	return `<a class="filterable ellipsis" data-filter="${df.fieldname},=,${name}" title="${shown}">${shown}</a>`;
}
