// What all our list views have in common.

import { indicator, posted_indicator } from "./status";

const COLUMNS = 9;
const WIDE_SCREEN = 1366;

// Working documents and invoices: coloured status, closed documents out of the way.
export function document_list(doctype, settings = {}) {
	return Object.assign(
		{
			has_indicator_for_draft: true,
			get_indicator: indicator(doctype),
			onload: show_all_columns,
		},
		settings
	);
}

// Payments and adjustments: either a draft or posted.
export function posting_list(settings = {}) {
	return Object.assign(
		{
			has_indicator_for_draft: true,
			get_indicator: posted_indicator,
			onload: show_all_columns,
		},
		settings
	);
}

// Ledgers are read, filtered and never written by hand.
export function ledger_list(settings = {}) {
	return Object.assign({ hide_name_column: true, onload: show_ledger_columns }, settings);
}

function show_ledger_columns(list) {
	list.page.wrapper.addClass("sales-ledger-list");
	show_all_columns(list);
}

// Frappe shows few columns unless a List View Settings record says otherwise; ours fit a desk screen.
function show_all_columns(list) {
	list.page.wrapper.addClass("sales-list");
	if (list.list_view_settings.total_fields || window.innerWidth <= WIDE_SCREEN) return;
	list.list_view_settings.total_fields = COLUMNS;
	list.setup_columns();
	list.render_header(true);
}
