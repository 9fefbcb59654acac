app_name = "sales_mgmt"
app_title = "Sales Management"
app_publisher = "The sales_mgmt developers"
app_description = "Sales management for the Frappe framework"
app_email = "sales-mgmt@example.com"
app_license = "mit"
app_logo_url = "/assets/sales_mgmt/images/logo.svg"

app_include_js = "sales_mgmt.bundle.js"
extend_bootinfo = "sales_mgmt.forms.boot.tell_kinds"
app_include_css = ["sales_mgmt.bundle.css", "small_screens.bundle.css"]

before_install = "sales_mgmt.install.before_install"
after_install = "sales_mgmt.install.after_install"
after_migrate = ["sales_mgmt.install.grant_reading", "sales_mgmt.storage.entry_numbers.provide"]
after_uninstall = "sales_mgmt.install.after_uninstall"
setup_wizard_complete = "sales_mgmt.install.take_answers_of_wizard"

permission_query_conditions = {
	"Address": "sales_mgmt.access.address_permissions.address_conditions",
	"Contact": "sales_mgmt.access.address_permissions.contact_conditions",
	"Document Archive": "sales_mgmt.archive.reading.query_conditions",
	"Inventory Adjustment": "sales_mgmt.access.user_permissions.adjustment_conditions",
}
has_permission = {
	"Address": "sales_mgmt.access.address_permissions.may_see",
	"Contact": "sales_mgmt.access.address_permissions.may_see",
	"Document Archive": "sales_mgmt.archive.reading.has_permission",
}
doc_events = {
	doctype: {"validate": "sales_mgmt.access.user_permissions.check_document"}
	for doctype in (
		"Customer",
		"Customer Payment",
		"Inventory Adjustment",
		"Price List",
		"Sales Credit Memo",
		"Sales Invoice",
		"Sales Order",
		"Sales Quote",
		"Sales Return Order",
	)
}

# What may be renamed (documents/renaming.py; a test holds the two together).
for doctype in (
	"Business Posting Group",
	"Customer",
	"Customer Discount Group",
	"Customer Posting Group",
	"Customer Price Group",
	"Customer Template",
	"Document Sending Profile",
	"GL Account",
	"Inventory Posting Group",
	"Invoice Discount Terms",
	"Item",
	"Item Charge",
	"Item Discount Group",
	"Location",
	"Payment Method",
	"Payment Service",
	"Payment Terms",
	"Product Posting Group",
	"Recurring Sales Lines",
	"Return Reason",
	"Salesperson",
	"Shipment Method",
	"Shipping Agent",
	"Shipping Agent Service",
	"Unit of Measure",
	"VAT Business Group",
	"VAT Product Group",
):
	doc_events.setdefault(doctype, {}).update(
		before_rename="sales_mgmt.documents.renaming.before_rename",
		after_rename="sales_mgmt.documents.renaming.after_rename",
	)

# Payments and setup that name a G/L account (ledgers/account_rules.py; a test holds the two together).
for doctype in (
	"Customer Payment",
	"Customer Posting Group",
	"General Posting Setup",
	"Inventory Posting Setup",
	"Payment Method",
	"Recurring Sales Lines",
	"Sales Settings",
	"VAT Posting Setup",
):
	events = doc_events.setdefault(doctype, {})
	events["validate"] = [
		*([events["validate"]] if "validate" in events else []),
		"sales_mgmt.ledgers.chosen_accounts.check_accounts",
	]

for doctype in ("Address", "Contact"):
	doc_events[doctype] = {"validate": "sales_mgmt.texts.of_frappe.keep_as_typed"}

doc_events["Address"]["on_update"] = "sales_mgmt.customers.language.follow_country"

# What an admin's workflow has not let go is not posted; sales documents say so in their own check as well.
for doctype in ("Customer Payment", "Inventory Adjustment", "Sales Credit Memo", "Sales Invoice"):
	doc_events[doctype]["before_submit"] = "sales_mgmt.documents.state.workflow_hold.check_not_held"
doc_events["Workflow"] = {"on_update": "sales_mgmt.documents.state.workflow_hold.warn_of_workflow"}

doc_events["File"] = {
	"before_insert": "sales_mgmt.sending.pdf_file.keep_file_name",
	"after_insert": "sales_mgmt.sending.pdf_file.keep_as_sent",
}
doc_events["Email Queue"] = {"before_insert": "sales_mgmt.print_formats.asked_language.leave_to_the_document"}
doc_events["Communication"] = {
	"after_insert": "sales_mgmt.storage.tallies.count_sent",
	"on_change": "sales_mgmt.sending.waiting.tell_of_failure",
}

for doctype in (
	"Return Receipt",
	"Sales Credit Memo",
	"Sales Invoice",
	"Sales Order",
	"Sales Quote",
	"Sales Shipment",
	"Customer",
):
	doc_events.setdefault(doctype, {})["onload"] = "sales_mgmt.print_formats.chosen.tell_form"

before_request = [
	"sales_mgmt.transactions.savepoints.install",
	"sales_mgmt.incoming.imported.install",
	"sales_mgmt.print_formats.engine.install",
	"sales_mgmt.exporting.export.install",
	"sales_mgmt.incoming.requests.read_request",
]
before_job = [
	"sales_mgmt.transactions.savepoints.install",
	"sales_mgmt.incoming.imported.install",
	"sales_mgmt.print_formats.engine.install",
	"sales_mgmt.exporting.export.install",
]

jinja = {
	"methods": ["sales_mgmt.print_formats.view.sales_print", "sales_mgmt.sending.text.sales_mail"],
}
calendars = ["Sales Order"]
override_whitelisted_methods = {
	"frappe.desk.doctype.kanban_board.kanban_board.update_order": "sales_mgmt.forms.boards.update_order",
	"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card": (
		"sales_mgmt.forms.boards.update_order_for_single_card"
	),
	"frappe.core.doctype.data_export.exporter.export_data": "sales_mgmt.exporting.export_records.export_data",
	"frappe.core.doctype.data_import.data_import.download_errored_template": (
		"sales_mgmt.exporting.export_records.download_errored_template"
	),
	"frappe.core.doctype.data_import.data_import.download_template": (
		"sales_mgmt.exporting.export_records.download_template"
	),
	"frappe.desk.form.linked_with.get": "sales_mgmt.linked_documents.get",
	"frappe.desk.desktop.get_desktop_page": "sales_mgmt.forms.desk_page.get_desktop_page",
	"frappe.desk.notifications.get_open_count": "sales_mgmt.linked_documents.get_open_count",
	"frappe.desk.query_report.run": "sales_mgmt.incoming.lists.run_report",
	"frappe.desk.reportview.get": "sales_mgmt.incoming.lists.get",
	"frappe.desk.reportview.get_count": "sales_mgmt.incoming.lists.get_count",
	"frappe.desk.reportview.get_list": "sales_mgmt.incoming.lists.get_list",
	"frappe.desk.reportview.export_query": "sales_mgmt.exporting.export.export_list",
	"frappe.desk.query_report.export_query": "sales_mgmt.exporting.export.export_report",
	"frappe.utils.print_format.download_pdf": "sales_mgmt.print_formats.download.download_pdf",
}

# Versions of a document outlive it, and so do the logs of its posting.
ignore_links_on_delete = ["Document Archive", "Posting Job", "Posting Batch"]
default_log_clearing_doctypes = {"Posting Job": 30, "Posting Batch": 180}

scheduler_events = {
	"all": ["sales_mgmt.jobs.queue.wake", "sales_mgmt.jobs.batch.close_stopped"],
	"daily": ["sales_mgmt.sending.pdf_file.clear_drafts"],
	"daily_long": ["sales_mgmt.posting.verify.nightly.verify_books"],
}
