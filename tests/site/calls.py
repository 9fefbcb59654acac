"""Valid arguments of every function of the app that can be called from outside."""

import importlib
import pkgutil
from functools import cache

import frappe
from build import DAY, OSLO, goods, item, order, quote
from made_for_calls import (
	applied,
	billed,
	bought,
	carried,
	given,
	imported,
	many,
	memo,
	named,
	new_order,
	on_board,
	owed,
	pay,
	price_list,
	queued,
	received,
	returning,
	shipment,
	shipped_order,
	template,
	to_charge,
	traced,
	tracked,
	unpaid,
	version_of,
	with_terms,
)

import sales_mgmt
from sales_mgmt import api
from sales_mgmt.forms.boards import QUOTES


@cache
def whitelisted():
	"""{path: function} of everything in the app that can be called from outside. Imports the whole app for it."""
	for module in pkgutil.walk_packages(sales_mgmt.__path__, "sales_mgmt."):
		importlib.import_module(module.name)
	return {
		f"{function.__module__}.{function.__qualname__}": function
		for function in frappe.whitelisted
		if function.__module__.startswith("sales_mgmt.")
	}


LISTED = {"doctype": "Sales Order", "fields": '["name"]'}

ERRORED = "sales_mgmt.exporting.export_records.download_errored_template"
FORMS = {
	"sales_mgmt.incoming.lists.get": LISTED,
	"sales_mgmt.incoming.lists.get_count": LISTED,
	"sales_mgmt.incoming.lists.get_list": LISTED,
	"sales_mgmt.incoming.lists.run_report": {"report_name": "Order Backlog", "filters": "{}"},
	"sales_mgmt.exporting.export.export_list": {
		"doctype": "Sales Order",
		"file_format_type": "CSV",
		"fields": '["name"]',
		"title": "Orders",
	},
	"sales_mgmt.exporting.export.export_report": {
		"report_name": "Order Backlog",
		"file_format_type": "CSV",
		"filters": "{}",
		"visible_idx": "[]",
	},
	"sales_mgmt.exporting.export_records.export_data": {"doctype": "Sales Order", "with_data": 1},
	"sales_mgmt.exporting.export_records.download_template": {
		"doctype": "Sales Order",
		"export_fields": '{"Sales Order": ["name"]}',
		"export_records": "all",
	},
	ERRORED: {},
}
"""What stands in the request's form where a function reads it there: Frappe's exports take no arguments."""


CALLS = {
	"sales_mgmt.incoming.lists.get": dict,
	"sales_mgmt.incoming.lists.get_count": dict,
	"sales_mgmt.incoming.lists.get_list": dict,
	"sales_mgmt.incoming.lists.run_report": dict,
	"sales_mgmt.exporting.export.export_list": dict,
	"sales_mgmt.exporting.export.export_report": dict,
	"sales_mgmt.exporting.export_records.export_data": dict,
	"sales_mgmt.exporting.export_records.download_template": dict,
	ERRORED: lambda: FORMS[ERRORED].update(data_import_name=imported()) or {},
	"sales_mgmt.api.calculate": lambda: {"doc": new_order()},
	"sales_mgmt.api.prices.paste_price_lines": lambda: {"text": "1000\t90"},
	"sales_mgmt.api.lines.paste_lines": lambda: {"doc": new_order(), "text": "1000\t1"},
	"sales_mgmt.api.release": lambda: named(order(item("1000"))),
	"sales_mgmt.api.reopen": lambda: named(order(item("1000"))),
	"sales_mgmt.api.check": lambda: {**named(order(item("1000"))), "ship": True},
	"sales_mgmt.api.preview": lambda: {**named(order(item(goods(stock=1)))), "ship": True, "invoice": True},
	"sales_mgmt.api.preview_totals": lambda: {
		**named(order(item(goods(stock=1)))),
		"ship": True,
		"invoice": True,
	},
	"sales_mgmt.api.post": lambda: {**named(order(item(goods(stock=1)))), "ship": True, "invoice": True},
	"sales_mgmt.api.make_order": lambda: {"quote": quote(item("1000")).name},
	"sales_mgmt.api.make_invoice": lambda: named(shipped_order()),
	"sales_mgmt.api.mark_lost": lambda: {"quote": quote(item("1000")).name, "reason": "Too dear"},
	"sales_mgmt.api.verify": dict,
	"sales_mgmt.api.corrections.cancel_credit_memo": lambda: {"credit_memo": api.cancel_invoice(billed())},
	"sales_mgmt.api.prices.activate_price_list": lambda: {"price_list": price_list()},
	"sales_mgmt.api.prices.verify_price_lines": lambda: {"price_list": price_list(active=True)},
	"sales_mgmt.api.prices.deactivate_price_list": lambda: {"price_list": price_list(active=True)},
	"sales_mgmt.api.prices.copy_price_lines": lambda: {"source": price_list(), "target": price_list()},
	"sales_mgmt.api.prices.price_trace": traced,
	"sales_mgmt.api.prices.calculate_invoice_discount": lambda: named(with_terms()),
	"sales_mgmt.api.customers.customer_statistics": lambda: {"customer": OSLO},
	"sales_mgmt.api.customers.customer_templates": dict,
	"sales_mgmt.api.customers.new_customer": lambda: {"customer_name": "New", "template": template()},
	"sales_mgmt.api.customers.apply_template": lambda: {"template": template(), "customers": [OSLO]},
	"sales_mgmt.api.customers.save_as_template": lambda: {
		"customer": OSLO,
		"code": frappe.generate_hash(length=8),
	},
	"sales_mgmt.print_formats.download.download_pdf": lambda: named(order(item("1000"))),
	"sales_mgmt.api.archive.archive_document": lambda: named(order(item("1000"))),
	"sales_mgmt.api.archive.archived_versions": lambda: named(order(item("1000"))),
	"sales_mgmt.api.archive.restore_archive": lambda: {"archive": version_of(order(item("1000")))},
	"sales_mgmt.api.archive.line_tracking": lambda: tracked(order(item("1000"))),
	"sales_mgmt.api.copying.copy_document": lambda: {
		"source_doctype": "Sales Order",
		"source": order(item("1000")).name,
		"target_doctype": "Sales Quote",
	},
	"sales_mgmt.api.orders.close_order": lambda: {"order": order(item("1000")).name, "reason": "Too late"},
	"sales_mgmt.api.receivables.unpaid_entries": lambda: {"customer": OSLO},
	"sales_mgmt.api.receivables.rate_of_payment": lambda: {"currency": "EUR", "posting_date": DAY},
	"sales_mgmt.api.receivables.register_payment": lambda: {
		"customer": OSLO,
		"amount": 5,
		"posting_date": DAY,
	},
	"sales_mgmt.api.receivables.apply_entries": lambda: {"entry": pay(), "against": billed()},
	"sales_mgmt.api.receivables.unapply": lambda: {"application": applied()},
	"sales_mgmt.api.receivables.unpaid_documents": dict,
	"sales_mgmt.api.receivables.assess_payments": lambda: {"rows": [owed()]},
	"sales_mgmt.api.receivables.post_payments": lambda: {"rows": [owed()]},
	"sales_mgmt.api.posting.posting_options": lambda: {"doctype": "Sales Order"},
	"sales_mgmt.api.posting.posting_outlook": lambda: {**named(order(item("1000"))), "ship": True},
	"sales_mgmt.api.posting.test_report": lambda: {**named(order(item("1000"))), "ship": True},
	"sales_mgmt.api.posting.post_batch": lambda: {
		"doctype": "Sales Order",
		"names": [order(item(goods(stock=1))).name],
		"ship": True,
		"invoice": True,
	},
	"sales_mgmt.api.posting.post_later": lambda: {**named(order(item("1000"))), "ship": True},
	"sales_mgmt.api.posting.retry_posting": lambda: named(queued("Error")),
	"sales_mgmt.api.posting.cancel_posting": lambda: named(queued()),
	"sales_mgmt.api.posting.posting_state": lambda: named(order(item("1000"))),
	"sales_mgmt.api.posting.find_entries": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api.posting.search_entries": lambda: {"posted_no": "PS-1"},
	"sales_mgmt.api.recurring.recurring_choices": lambda: {"doctype": "Sales Invoice", "customer": OSLO},
	"sales_mgmt.api.recurring.insert_recurring_lines": lambda: {
		**named(order(item("1000"))),
		"codes": given(),
	},
	"sales_mgmt.api.recurring.recurring_lines": lambda: {"doc": new_order(), "codes": given()},
	"sales_mgmt.api.recurring.recurring_invoices_due": lambda: {"posting_date": DAY},
	"sales_mgmt.api.recurring.create_recurring_invoices": lambda: {"posting_date": DAY, "codes": given()},
	"sales_mgmt.api.corrections.cancel_invoice": unpaid,
	"sales_mgmt.api.corrections.correct_invoice": unpaid,
	"sales_mgmt.api.corrections.make_corrective_credit_memo": unpaid,
	"sales_mgmt.api.corrections.lines_to_credit": unpaid,
	"sales_mgmt.api.corrections.undo_shipment": lambda: {"shipment": shipment()},
	"sales_mgmt.api.corrections.undo_return_receipt": lambda: {"return_receipt": received()},
	"sales_mgmt.api.corrections.lines_to_reverse": lambda: {"customer": OSLO},
	"sales_mgmt.api.corrections.get_lines_to_reverse": bought,
	"sales_mgmt.api.corrections.move_negative_lines": lambda: {
		"return_order": returning(item("1000", -1)).name
	},
	"sales_mgmt.api.returns_documents.make_return_order": lambda: {
		"doctype": "Sales Invoice",
		"name": unpaid()["invoice"],
	},
	"sales_mgmt.api.returns_documents.make_replacement_order": lambda: {"return_order": returning().name},
	"sales_mgmt.api.returns_documents.check_cancellation": unpaid,
	"sales_mgmt.api.sending.sending_options": lambda: named(order(item("1000"))),
	"sales_mgmt.api.sending.message_draft": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api.sending.send_document": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api.sending.send_documents": lambda: {"doctype": "Sales Shipment", "names": [shipment()]},
	"sales_mgmt.api.sending.attach_as_pdf": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api.sending.cancel_sending": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api.shipping.update_shipment": lambda: {
		"name": carried(),
		"values": {"package_tracking_no": "1"},
	},
	"sales_mgmt.api.shipping.update_document": lambda: {
		"doctype": "Sales Shipment",
		"name": carried(),
		"values": {"package_tracking_no": "1"},
	},
	"sales_mgmt.api.shipping.track_package": lambda: {"doctype": "Sales Shipment", "name": carried("1")},
	"sales_mgmt.api.printing.customer_statement": lambda: {"customer": OSLO},
	"sales_mgmt.api.shipping.pick_instruction": lambda: {"orders": [order(item("1000")).name]},
	"sales_mgmt.api.lists.release_documents": lambda: many(order(item("1000"))),
	"sales_mgmt.api.lists.reopen_documents": lambda: many(order(item("1000"))),
	"sales_mgmt.api.lists.shipment_calendar": lambda: {
		"doctype": "Sales Order",
		"start": DAY,
		"end": DAY,
		"filters": {"name": order(item("1000"), shipment_date=DAY).name},
	},
	"sales_mgmt.api.lists.move_shipment": lambda: {
		"args": {"name": order(item("1000")).name, "shipment_date": DAY}
	},
	"sales_mgmt.forms.boards.update_order_for_single_card": lambda: on_board(quote(item("1000")).name),
	"sales_mgmt.forms.boards.update_order": lambda: {"board_name": QUOTES, "order": {"Open": []}},
	"sales_mgmt.api.charges.charge_targets": lambda: to_charge(),
	"sales_mgmt.api.charges.suggest_charge_assignment": lambda: to_charge(),
	"sales_mgmt.api.charges.assign_charge": lambda: {**to_charge(), "targets": []},
	"sales_mgmt.api.returns.return_receipt_lines": lambda: {"credit_memo": memo()},
	"sales_mgmt.api.returns.get_return_receipt_lines": lambda: {"credit_memo": memo()},
	"sales_mgmt.api.returns.combine_return_receipts": lambda: {"posting_date": DAY, "customer": OSLO},
	"sales_mgmt.linked_documents.get_open_count": lambda: {"doctype": "Customer", "name": OSLO},
	"sales_mgmt.linked_documents.get": lambda: {
		"doctype": "Sales Order",
		"docname": order(item("1000")).name,
	},
	"sales_mgmt.forms.desk_page.get_desktop_page": lambda: {
		"page": '{"name": "Sales", "title": "Sales", "public": 1}'
	},
	"sales_mgmt.number_cards.order_backlog": dict,
	"sales_mgmt.number_cards.sales_this_month": dict,
	"sales_mgmt.number_cards.overdue_receivables": dict,
}
"""Valid arguments of every whitelisted function. What comes from outside stands here, or test_permissions_of_calls fails."""


OF_NO_CUSTOMER = {
	"sales_mgmt.api.prices.paste_price_lines",
	"sales_mgmt.incoming.lists.get",
	"sales_mgmt.incoming.lists.get_count",
	"sales_mgmt.incoming.lists.get_list",
	"sales_mgmt.incoming.lists.run_report",
	"sales_mgmt.exporting.export.export_list",
	"sales_mgmt.exporting.export.export_report",
	"sales_mgmt.exporting.export_records.export_data",
	"sales_mgmt.exporting.export_records.download_template",
	ERRORED,
	"sales_mgmt.api.verify",
	"sales_mgmt.api.customers.customer_templates",
	"sales_mgmt.api.posting.posting_options",
	"sales_mgmt.api.receivables.rate_of_payment",
	"sales_mgmt.api.receivables.unpaid_documents",
	"sales_mgmt.forms.boards.update_order",
	"sales_mgmt.forms.desk_page.get_desktop_page",
	"sales_mgmt.number_cards.order_backlog",
	"sales_mgmt.number_cards.sales_this_month",
	"sales_mgmt.number_cards.overdue_receivables",
}
"""Functions whose answer is about no customer, or about those that the user may see (test_s24_registration,
test_user_permissions_reports)."""

REPORTED_ONE_BY_ONE = {
	"sales_mgmt.api.customers.apply_template": lambda answer: not any(row["applied"] for row in answer),
	"sales_mgmt.api.lists.release_documents": lambda results: not any(row["ok"] for row in results),
	"sales_mgmt.api.lists.reopen_documents": lambda results: not any(row["ok"] for row in results),
	"sales_mgmt.api.lists.shipment_calendar": lambda events: events == [],
	"sales_mgmt.api.posting.post_batch": lambda batch: (
		frappe.db.get_value("Posting Batch", batch, ["posted", "failed"]) == (0, 1)
	),
	"sales_mgmt.api.posting.search_entries": lambda found: found == [],
	"sales_mgmt.api.recurring.create_recurring_invoices": lambda results: results == [],
	"sales_mgmt.api.sending.send_documents": lambda results: [row["ok"] for row in results] == [False],
	"sales_mgmt.api.recurring.recurring_invoices_due": lambda due: due == [],
}
"""Functions that take several documents and tell for each what became of it."""
