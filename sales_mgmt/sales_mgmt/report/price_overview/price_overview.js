frappe.query_reports["Price Overview"] = {
	filters: [
		{ fieldname: "item", fieldtype: "Link", options: "Item", label: __("Item"), reqd: 1 },
		{ fieldname: "customer", fieldtype: "Link", options: "Customer", label: __("Customer") },
		{
			fieldname: "date",
			fieldtype: "Date",
			label: __("Date"),
			default: frappe.datetime.get_today(),
		},
		{ fieldname: "currency", fieldtype: "Link", options: "Currency", label: __("Currency") },
		{ fieldname: "uom", fieldtype: "Link", options: "Unit of Measure", label: __("Unit") },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		const text = TEXTS[column.fieldname] ? TEXTS[column.fieldname](data, shown) : shown;
		return data.chosen ? text : `<span class="text-muted">${text || ""}</span>`;
	},
};

// Where an agreement gives no value, nothing is shown, not a zero. A price without a list is the item's own.
const TEXTS = {
	quantity: (data) => sales_mgmt.plain_number(data.quantity),
	unit_price: (data) => price(data.unit_price, data.currency),
	net_price: (data) => price(data.net_price, data.currency),
	line_discount_percent: (data) =>
		data.line_discount_percent ? `${sales_mgmt.plain_number(data.line_discount_percent)} %` : "",
	price_from: (data, shown) =>
		data.price_from || data.thing === "Discount" ? shown : __("Price of the item"),
};

function price(value, currency) {
	return value === undefined || value === null ? "" : sales_mgmt.price_text(value, currency);
}
