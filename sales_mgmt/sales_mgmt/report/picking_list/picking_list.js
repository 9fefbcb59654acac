frappe.query_reports["Picking List"] = {
	filters: [
		{
			fieldname: "orders",
			fieldtype: "Data",
			label: __("Orders"),
			description: __("SO-00010..SO-00020 is a range, SO-00010|SO-00015 a list."),
		},
		{ fieldname: "location", fieldtype: "Link", options: "Location", label: __("Location") },
		{ fieldname: "shipment_date", fieldtype: "Date", label: __("To Be Shipped Until") },
		{ fieldname: "customer", fieldtype: "Link", options: "Customer", label: __("Customer") },
		{
			fieldname: "group_by",
			fieldtype: "Select",
			label: __("Grouped By"),
			options: [
				{ value: "Order", label: __("Order") },
				{ value: "Item", label: __("Item") },
			],
			default: "Order",
		},
		{ fieldname: "include_open", fieldtype: "Check", label: __("Orders Not Released Too") },
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "quantity" && data) value = sales_mgmt.plain_number(data.quantity);
		const shown =
			column.fieldname === "quantity"
				? `<div style="text-align: right">${value || ""}</div>`
				: default_formatter(value, row, column, data);
		return data && data.is_total ? `<b>${shown || ""}</b>` : shown;
	},
};
