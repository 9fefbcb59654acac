// What the reports of the app share: filters, numbers as people write them, and figures that open what they are made of.

import { plain_number } from "./numbers";

export const period_filters = () => [
	{
		fieldname: "from_date",
		fieldtype: "Date",
		label: __("From"),
		default: frappe.datetime.year_start(),
		reqd: 1,
	},
	{
		fieldname: "to_date",
		fieldtype: "Date",
		label: __("To"),
		default: frappe.datetime.get_today(),
		reqd: 1,
	},
];

export function link_filter(fieldname, doctype, label) {
	return { fieldname, fieldtype: "Link", options: doctype, label };
}

// `options` are the values the server knows; their labels are translated here.
export function select_filter(fieldname, label, options) {
	return {
		fieldname,
		fieldtype: "Select",
		label,
		options: options.map((value) => ({ value, label: __(value) })),
		default: options[0],
	};
}

// `drills` by fieldname: (row, filters) => href, or nothing where there is nothing to open.
export function report_formatter(drills = {}) {
	return function (value, row, column, data, default_formatter) {
		const shown = shown_value(value, row, column, data, default_formatter);
		if (!data || shown === "") return sum_in_words(shown);
		const href = !data.is_total && drills[column.fieldname]?.(data, current_filters());
		const text = data.bold ? `<b>${shown}</b>` : shown;
		return href ? `<a class="report-figure" href="${frappe.utils.escape_html(href)}">${text}</a>` : text;
	};
}

// The row of Frappe's totals has no data, and its word is not translated there.
export function sum_in_words(shown) {
	return shown === "Total" ? __("Total") : shown;
}

function shown_value(value, row, column, data, default_formatter) {
	const is_number = ["Float", "Percent", "Int", "Currency"].includes(column.fieldtype);
	if (is_number && data && (value === undefined || value === null || value === "")) return "";
	if (column.fieldtype === "Float") return on_the_right(plain_number(value));
	if (column.fieldtype === "Percent") return on_the_right(`${plain_number(value)} %`);
	return default_formatter(value, row, column, data) ?? "";
}

function on_the_right(text) {
	return `<div style="text-align: right">${text}</div>`;
}

function current_filters() {
	return frappe.query_report.get_filter_values(false) || {};
}

export function report_url(name, filters) {
	return with_query(["query-report", name], filters);
}

export function list_url(doctype, filters) {
	return with_query(frappe.router.convert_from_standard_route(["List", doctype, "List"]), filters);
}

// Days as a list filter.
export function between(filters) {
	return JSON.stringify(["between", [filters.from_date, filters.to_date]]);
}

function with_query(route, filters) {
	// A blank value is given too: it empties the filter that was set when the report was open before.
	const given = Object.entries(filters).filter(([, value]) => value !== undefined && value !== null);
	return `${frappe.router.make_url(route)}?${new URLSearchParams(given)}`;
}
