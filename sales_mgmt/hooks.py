app_name = "sales_mgmt"
app_title = "Sales Management"
app_publisher = "The sales_mgmt developers"
app_description = "Sales management for the Frappe framework"
app_email = "sales-mgmt@example.com"
app_license = "mit"
app_logo_url = "/assets/sales_mgmt/images/logo.svg"

app_include_js = "sales_mgmt.bundle.js"
app_include_css = "sales_mgmt.bundle.css"

before_install = "sales_mgmt.install.before_install"
after_install = "sales_mgmt.install.after_install"
after_uninstall = "sales_mgmt.install.after_uninstall"

jinja = {"methods": ["sales_mgmt.print_formats.view.sales_print"]}
override_whitelisted_methods = {
	"frappe.utils.print_format.download_pdf": "sales_mgmt.print_formats.download.download_pdf",
}

scheduler_events = {
	"all": ["sales_mgmt.posting.queue.wake", "sales_mgmt.posting.batch.close_stopped"],
	"daily_long": ["sales_mgmt.posting.nightly.verify_books"],
}

ignore_links_on_delete = ["Posting Job", "Posting Batch"]
default_log_clearing_doctypes = {"Posting Job": 30, "Posting Batch": 180}
