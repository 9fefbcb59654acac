frappe.query_reports["Aged Receivables"] = {
	filters: [
		{
			fieldname: "as_of",
			fieldtype: "Date",
			label: __("As of"),
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{ fieldname: "customer", fieldtype: "Link", options: "Customer", label: __("Customer") },
		{ fieldname: "currency", fieldtype: "Link", options: "Currency", label: __("Currency") },
		{
			fieldname: "amounts_in",
			fieldtype: "Select",
			label: __("Amounts in"),
			options: [
				{ value: "Local Currency", label: __("Local Currency") },
				{ value: "Document Currency", label: __("Document Currency") },
			],
			default: "Local Currency",
		},
		{
			fieldname: "age_by",
			fieldtype: "Select",
			label: __("Age by"),
			options: [
				{ value: "Due Date", label: __("Due Date") },
				{ value: "Posting Date", label: __("Posting Date") },
			],
			default: "Due Date",
		},
		{ fieldname: "days", fieldtype: "Data", label: __("Days"), default: "30, 60, 90" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return sales_mgmt.reports.sum_in_words(shown);
		if (column.fieldname === "customer_name" && data.customer) return drill_down(data, shown);
		if (/^bucket_/.test(column.fieldname) && !value) return "";
		return shown;
	},

	onload(report) {
		$(report.page.wrapper).on("click", "a[data-aged-customer]", (event) => {
			const { agedCustomer: customer } = event.currentTarget.dataset;
			// a link that knows its title takes its value at once, and the report is asked with it
			frappe.utils.add_link_title("Customer", customer, event.currentTarget.textContent);
			report.set_filter_value("customer", customer);
			return false;
		});
	},
};

// The name opens the customer's entries in this report, the number the customer itself.
function drill_down(data, shown) {
	const customer = frappe.utils.escape_html(data.customer);
	return `<a href="#" data-aged-customer="${customer}" title="${__("Show the open entries")}">${shown}</a>`;
}
