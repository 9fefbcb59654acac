// What on the Desk belongs to this app.

export const MODULES = ["Sales Mgmt", "Inventory", "Receivables", "Finance"];

export function is_our_doctype(doctype) {
	const meta = doctype && frappe.get_meta(doctype);
	return Boolean(meta && MODULES.includes(meta.module));
}

// The form, list or report that is open; dialogs have no DocType of their own.
export function is_our_page() {
	const [view, name] = (frappe.get_route && frappe.get_route()) || [];
	if (view !== "query-report") return is_our_doctype(name);
	const report = frappe.query_report && frappe.query_report.report_doc;
	return Boolean(report && MODULES.includes(report.module));
}
