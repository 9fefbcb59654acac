{
	const { link_filter, report_formatter, report_url } = sales_mgmt.reports;

	const availability = ({ item, location }) =>
		report_url("Inventory Availability", { item, location, only_short: 0 });
	const orders = ({ item, location }) =>
		report_url("Customer Order Detail", { item, location, customer: "", salesperson: "" });

	frappe.query_reports["Sales Back Orders"] = {
		filters: [
			link_filter("item", "Item", __("Item")),
			link_filter("location", "Location", __("Location")),
			link_filter("customer", "Customer", __("Customer")),
			link_filter("salesperson", "Salesperson", __("Salesperson")),
			{ fieldname: "shipment_date", fieldtype: "Date", label: __("To Be Shipped Until") },
		],
		formatter: report_formatter({ available: availability, missing: availability, outstanding: orders }),
	};
}
