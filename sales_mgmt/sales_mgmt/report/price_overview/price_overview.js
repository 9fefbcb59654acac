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
	quantity: (data) => format_number(data.quantity, null, 5).replace(/[.,]?0+$/, ""),
	unit_price: (data) => price(data.unit_price, data.currency),
	net_price: (data) => price(data.net_price, data.currency),
	line_discount_percent: (data) => (data.line_discount_percent ? `${data.line_discount_percent} %` : ""),
	price_from: (data, shown) =>
		data.price_from || data.thing === "Discount" ? shown : __("Price of the item"),
};

// As many decimals as the price has: 0.0125 stays 0.0125.
function price(value, currency) {
	if (value === undefined || value === null) return "";
	const decimals = (String(value).split(".")[1] || "").length;
	const usual = get_number_format_info(get_number_format(currency)).precision;
	return format_currency(value, currency, Math.max(decimals, usual));
}
