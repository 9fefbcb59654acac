{
	const { between, link_filter, list_url, period_filters, report_formatter, report_url, select_filter } =
		sales_mgmt.reports;

	// What is added up stays as it is, what is not told apart is opened.
	const entries = ({ customer, item }, filters) =>
		list_url("Item Value Entry", {
			customer,
			item,
			location: filters.location,
			salesperson: filters.salesperson,
			posting_date: between(filters),
		});
	const apart = (row, filters) =>
		row.customer && row.item
			? entries(row, filters)
			: report_url("Customer Item Sales", {
					...filters,
					customer: row.customer || filters.customer || "",
					item: row.item || filters.item || "",
					group_by: "Customer and Item",
			  });

	frappe.query_reports["Customer Item Sales"] = {
		filters: [
			...period_filters(),
			select_filter("group_by", __("Grouped By"), ["Customer and Item", "Customer", "Item"]),
			link_filter("customer", "Customer", __("Customer")),
			link_filter("item", "Item", __("Item")),
			link_filter("location", "Location", __("Location")),
			link_filter("salesperson", "Salesperson", __("Salesperson")),
		],
		formatter: report_formatter({ sales: apart, quantity: apart, cost: apart, profit: apart }),
	};
}
