{
	const { link_filter, select_filter, report_formatter, report_url } = sales_mgmt.reports;
	const all_lines = () => frappe.query_report.get_filter_value("show") === "All Lines of a Period";

	frappe.query_reports["Customer Order Detail"] = {
		filters: [
			select_filter("show", __("Show"), ["Outstanding", "All Lines of a Period"]),
			{
				fieldname: "from_date",
				fieldtype: "Date",
				label: __("Ordered From"),
				default: frappe.datetime.year_start(),
				depends_on: "eval: doc.show === 'All Lines of a Period'",
			},
			{
				fieldname: "to_date",
				fieldtype: "Date",
				label: __("Ordered To"),
				default: frappe.datetime.get_today(),
				depends_on: "eval: doc.show === 'All Lines of a Period'",
			},
			link_filter("customer", "Customer", __("Customer")),
			link_filter("item", "Item", __("Item")),
			link_filter("location", "Location", __("Location")),
			link_filter("salesperson", "Salesperson", __("Salesperson")),
			{ fieldname: "shipment_date", fieldtype: "Date", label: __("To Be Shipped Until") },
		],
		initial_depth: 1,
		formatter: report_formatter({
			outstanding_quantity: ({ item, location }) =>
				item && !all_lines() && report_url("Inventory Availability", { item, location, only_short: 0 }),
			outstanding_amount: ({ indent, customer }) =>
				indent === 0 && customer && report_url("Customer Order Detail", { customer }),
		}),
	};
}
