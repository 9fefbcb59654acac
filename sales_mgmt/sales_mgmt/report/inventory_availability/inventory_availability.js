{
	const { link_filter, list_url, report_formatter, report_url } = sales_mgmt.reports;

	const orders = ({ item, location }) =>
		report_url("Customer Order Detail", { item, location, customer: "", salesperson: "" });

	frappe.query_reports["Inventory Availability"] = {
		filters: [
			link_filter("item", "Item", __("Item")),
			link_filter("location", "Location", __("Location")),
			{ fieldname: "only_short", fieldtype: "Check", label: __("Only What Is Short") },
		],
		formatter: report_formatter({
			on_hand: ({ item, location }) => list_url("Item Ledger Entry", { item, location }),
			on_orders: orders,
			not_invoiced: orders,
			available: ({ item, location, available }) =>
				available < 0 && report_url("Sales Back Orders", { item, location, customer: "", salesperson: "" }),
		}),
	};
}
