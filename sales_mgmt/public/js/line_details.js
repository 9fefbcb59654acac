// What a line tells beside its fields: where price and discount come from, and what is in stock.

import { is_short, stock_html, stock_text } from "./line_stock";
import { is_document, open_price_details } from "./price_details";

const SOURCES = {
	unit_price: (row) => source(row.price_origin, row.price_from) || __("Price of the item"),
	line_discount_percent: (row) =>
		row.line_discount_percent ? source(row.discount_origin, row.discount_from) : "",
};

// The opened row.
export function show_line_details(frm, grid_row) {
	const row = grid_row.doc;
	const fields = grid_row.grid_form.fields_dict;
	for (const [fieldname, text] of Object.entries(SOURCES)) {
		note(fields[fieldname], row.type === "Item" && row.item ? text(row) : "");
	}
	note(fields.location, stock_html(frm, row));
	show_price_button(frm, fields.unit_price, row);
}

// The closed rows: a colour where stock runs short, the figures when the mouse rests on the quantity.
export function mark_stock(frm, grid_row) {
	const row = grid_row.doc;
	if (!row) return;
	grid_row.wrapper.toggleClass("sales-line-short", is_short(frm, row));
	const cell = grid_row.columns && grid_row.columns.quantity;
	if (cell) cell.attr("title", stock_text(frm, row));
}

export function refresh_line_details(frm) {
	const { grid } = frm.fields_dict.lines;
	grid.grid_rows.forEach((grid_row) => mark_stock(frm, grid_row));
	const open = grid.open_grid_row;
	if (open && open.fields_dict && open.row.doc) show_line_details(frm, open.row);
}

function source(origin, list) {
	if (origin === "Typed") return __("Typed by hand");
	if (!list) return "";
	if (is_document(origin)) {
		return __("From {0} {1}", [__(origin), frappe.utils.get_form_link(origin, list, true)]);
	}
	return __("From price list {0}", [frappe.utils.get_form_link("Price List", list, true)]);
}

function note(control, html) {
	if (!control) return;
	const $group = control.$wrapper.find(".form-group").addBack(".form-group").first();
	let $note = control.$wrapper.find(".sales-note");
	if (!$note.length) $note = $('<div class="sales-note"></div>').appendTo($group);
	$note.html(html).toggle(Boolean(html));
}

// A posted price is not searched again: what is agreed today need not be what was agreed then.
function show_price_button(frm, control, row) {
	const $note = control && control.$wrapper.find(".sales-note");
	if (!$note || frm.doc.docstatus !== 0 || row.type !== "Item" || !row.item) return;
	if (!frappe.model.can_read("Price List")) return;
	$(`<button type="button" class="btn btn-xs btn-secondary">${__("Price Details")}</button>`)
		.on("click", () => open_price_details(frm, row.name))
		.appendTo($note);
}
