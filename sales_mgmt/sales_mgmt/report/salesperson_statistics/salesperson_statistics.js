{
	const { between, link_filter, list_url, period_filters, report_formatter, report_url } = sales_mgmt.reports;

	const goods = ({ salesperson }, { from_date, to_date }) =>
		salesperson &&
		report_url("Customer Item Sales", {
			from_date,
			to_date,
			salesperson,
			customer: "",
			item: "",
			location: "",
		});
	const invoices = ({ salesperson }, filters) =>
		salesperson && list_url("Customer Ledger Entry", { salesperson, posting_date: between(filters) });

	frappe.query_reports["Salesperson Statistics"] = {
		filters: [...period_filters(), link_filter("salesperson", "Salesperson", __("Salesperson"))],
		formatter: report_formatter({
			sales: ({ salesperson }, { from_date, to_date }) =>
				salesperson && report_url("Top Customers", { from_date, to_date, salesperson }),
			profit: goods,
			invoice_discount: invoices,
		}),
	};
}
