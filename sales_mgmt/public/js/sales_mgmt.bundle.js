// What the DocType scripts of this app build on. They call it as sales_mgmt.<name>.

import { print_pick_instruction } from "./actions/printing";
import { add_receipt_buttons, add_shipment_buttons } from "./actions/shipping";
import {
	ask_first,
	ask_for,
	form_button,
	grid_button,
	list_action,
	menu_item,
	new_dialog,
	once,
	page_button,
	primary_button,
	secondary_button,
} from "./guarded";
import { watch_conflicts } from "./conflict";
import { drop_old } from "./kept_work";
import { stay_when_logged_out } from "./login";
import { watch_line } from "./line";
import { ask, call_when_there } from "./server";
import { keep_quiet_about_what_is_told, refuse } from "./refusals";
import { Calculator } from "./calculate";
import { show_credit, tell } from "./credit";
import "./counted_documents";
import "./customer_quick_entry";
import "./empty_states";
import "./link_titles";
import "./report_charts";
import "./report_filters";
import "./norwegian_dates";
import "./timeline";
import "./translated_desk";
import "./translated_help";
import "./workspace_headings";
import { apply_template, may_apply_template, save_as_template } from "./customer_templates";
import { add_statement_button } from "./statement_dialog";
import "./chosen_format";
import { show_customer, show_limit, show_statistics } from "./customer_statistics";
import { archived_version } from "./archived_version";
import { add_tracking_button } from "./line_tracking";
import { sales_quote } from "./quote";
import { document_list, ledger_list, master_list, posting_list } from "./lists";
import { is_overdue, progress_pill } from "./status";
import { price_list, price_list_list } from "./price_list";
import { price_text, plain_number } from "./numbers";
import { read_typed_numbers } from "./number_input";
import { read_number } from "./read_number";
import { add_find_entries, show_found } from "./find_entries";
import { show_headlines } from "./headlines";
import { show_texts_as_text, text } from "./text";
import { item_stock_html } from "./item_stock";
import { ledger_entry } from "./ledger";
import { post_instead_of_submit, show_as_posted } from "./posting_form";
import { add_application_buttons, unapply } from "./payments/application_dialog";
import { register_payments } from "./payments/register_payments";
import { remainder_column } from "./remainders";
import { refresh_lines } from "./lines";
import { post_invoice } from "./post_dialog";
import { create_recurring_invoices, may_create_recurring_invoices } from "./recurring_invoices";
import { sales_document } from "./document";
import "./form_tours";
import { setup_form } from "./form";
import { let_states_set_status } from "./workflow_states";
import {
	between,
	link_filter,
	list_url,
	period_filters,
	report_formatter,
	report_url,
	select_filter,
	sum_in_words,
} from "./reports";
import { show_posted } from "./posted_message";
import { open_send_dialog } from "./sending/send";

frappe.provide("sales_mgmt");

// One workspace serves all modules of the app: breadcrumbs lead there.
for (const module of ["Inventory", "Receivables", "Finance"]) {
	if (frappe.breadcrumbs.module_map) frappe.breadcrumbs.module_map[module] = "Sales Mgmt";
}

Object.assign(sales_mgmt, {
	add_application_buttons,
	add_statement_button,
	add_tracking_button,
	archived_version,
	sales_quote,
	add_find_entries,
	add_receipt_buttons,
	add_shipment_buttons,
	apply_template,
	ask,
	ask_first,
	ask_for,
	call_when_there,
	form_button,
	grid_button,
	list_action,
	menu_item,
	new_dialog,
	once,
	open_send_dialog,
	page_button,
	primary_button,
	secondary_button,
	create_recurring_invoices,
	document_list,
	is_overdue,
	item_stock_html,
	ledger_entry,
	let_states_set_status,
	ledger_list,
	master_list,
	may_apply_template,
	may_create_recurring_invoices,
	post_instead_of_submit,
	post_invoice,
	plain_number,
	posting_list,
	price_list,
	price_list_list,
	price_text,
	print_pick_instruction,
	progress_pill,
	refuse,
	register_payments,
	refresh_lines,
	remainder_column,
	sales_document,
	save_as_template,
	setup_form,
	recalculate: (frm, fieldname) => Calculator.of(frm).touch({ fieldname }),
	read_number,
	reports: {
		between,
		link_filter,
		list_url,
		period_filters,
		report_formatter,
		report_url,
		select_filter,
		sum_in_words,
	},
	show_as_posted,
	show_credit,
	show_customer,
	show_found,
	show_headlines,
	show_limit,
	text,
	show_posted,
	show_statistics,
	tell,
	unapply,
});

watch_line();
watch_conflicts();
stay_when_logged_out();
$(document).on("app_ready", () => drop_old());
keep_quiet_about_what_is_told();
show_texts_as_text();
read_typed_numbers();
