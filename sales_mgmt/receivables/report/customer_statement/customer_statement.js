frappe.query_reports["Customer Statement"] = {
	filters: [
		{ fieldname: "customer", fieldtype: "Link", options: "Customer", label: __("Customer") },
		{
			fieldname: "from_date",
			fieldtype: "Date",
			label: __("From"),
			default: frappe.datetime.add_months(frappe.datetime.month_start(), -2),
			reqd: 1,
		},
		{
			fieldname: "to_date",
			fieldtype: "Date",
			label: __("To"),
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{ fieldname: "currency", fieldtype: "Link", options: "Currency", label: __("Currency") },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.fieldtype === "Currency" && (value === undefined || value === null)) return "";
		return data.bold ? `<b>${shown}</b>` : shown;
	},
};
