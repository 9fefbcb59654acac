frappe.query_reports["Order Backlog"] = {
	filters: [
		{ fieldname: "customer", label: __("Customer"), fieldtype: "Link", options: "Customer" },
		{ fieldname: "salesperson", label: __("Salesperson"), fieldtype: "Link", options: "Salesperson" },
	],
	formatter: sales_mgmt.reports.report_formatter(),
};
