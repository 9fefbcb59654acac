// A table in a dialog: the server's rows, of which a person ticks some and fills in a few cells.

import { as_text } from "./text";

export function pick_rows({ fieldname = "lines", rows = [], key = "line", ...df }) {
	return {
		fieldname,
		fieldtype: "Table",
		cannot_add_rows: true,
		cannot_delete_rows: true,
		in_place_edit: true,
		data: in_grid(rows, key),
		...df,
	};
}

// Rows as the grid wants them: `key` is the field that tells them apart.
export function in_grid(rows, key = "line") {
	return rows.map((row, index) => ({ ...row, name: row[key], idx: index + 1 }));
}

export function column(fieldname, fieldtype, label, columns, more) {
	const written = fieldtype === "Data" ? { formatter: as_text } : {};
	return { fieldname, fieldtype, label, columns, in_list_view: 1, read_only: 1, ...written, ...more };
}

// A phone shows three columns without scrolling: these come first there.
export function in_order(first_on_phones, columns) {
	if (!frappe.utils.is_xs()) return columns;
	const place = ({ fieldname }) => first_on_phones.indexOf(fieldname) + 1 || columns.length;
	return [...columns].sort((a, b) => place(a) - place(b));
}

// By what a person knows an open entry.
export function entry_columns() {
	return [
		column("posted_no", "Data", __("Posted No."), 2),
		column("document_type", "Data", __("Type"), 2),
		column("due_date", "Date", __("Due Date"), 2),
		column("remaining_amount", "Currency", __("Remaining"), 2, { options: "currency" }),
	];
}

// What nobody has entered, and the price of what has none, is no zero.
export function blank_if_zero(value, df, options, doc) {
	return flt(value) ? frappe.format(value, { ...df, formatter: null }, { inline: true }, doc) : "";
}

export const ENTERED = { read_only: 0 };
