{
	const { link_filter, period_filters, report_formatter, report_url, select_filter } = sales_mgmt.reports;

	frappe.query_reports["Top Customers"] = {
		filters: [
			...period_filters(),
			{ fieldname: "top", fieldtype: "Int", label: __("Number of Customers"), default: 10 },
			select_filter("rank_by", __("Ranked By"), ["Sales", "Balance"]),
			link_filter("salesperson", "Salesperson", __("Salesperson")),
		],
		formatter: report_formatter({
			sales: ({ customer }, { from_date, to_date, salesperson }) =>
				customer &&
				report_url("Customer Item Sales", {
					from_date,
					to_date,
					customer,
					item: "",
					location: "",
					salesperson: salesperson || "",
				}),
			balance: ({ customer }, { to_date }) =>
				customer && report_url("Aged Receivables", { customer, as_of: to_date }),
		}),
	};
}
