// Lines without the mouse: Enter leads from the item to the quantity, and from there to the next line; Alt+Enter opens
// the row, with the origin of its price and what is in stock.

import { focus_cell, row_of } from "./grid_cells";
import { tidy_row_form } from "./inputs";
import { is_released } from "./status";

// Of a document with lines: where Enter leads from the fields that a line begins with, when no line may be added, which line
// nobody began.
const OF_SALES = {
	begins: ["type", "item"],
	leads_to: () => "quantity",
	is_closed: is_released,
	is_blank: is_blank_line,
	needs_item: ({ type, item }) => type === "Item" && !item,
};
const OF = {
	"Price List": {
		begins: ["product_type", "item"],
		leads_to: ({ defines }) => (defines === "Discount" ? "line_discount_percent" : "unit_price"),
		is_closed: () => false,
		is_blank: ({ item, item_discount_group, unit_price }) => !item && !item_discount_group && !unit_price,
		needs_item: ({ product_type, item }) => product_type === "Item" && !item,
	},
};

const entry_of = (frm) => OF[frm.doctype] || OF_SALES;

export function setup_line_entry(frm) {
	// before Frappe's own handlers, which know nothing of a next line
	frm.wrapper.addEventListener("keydown", (event) => go_on(frm, event), true);
}

// A new row opens at once, with the cursor where its first entry belongs. `first(row)` names that field.
export function start_new_rows(frm, first, prepare = () => undefined) {
	const { grid } = frm.fields_dict.lines;
	grid.starts_rows = true;
	const set_focus_on_row = grid.set_focus_on_row.bind(grid);
	grid.set_focus_on_row = (idx) => {
		const grid_row = grid.grid_rows[cint(idx ?? grid.grid_rows.length - 1)];
		if (!grid_row.doc.__unedited) return set_focus_on_row(idx);
		prepare(grid_row.doc);
		if (frappe.ui.form.editable_row !== grid_row) grid_row.toggle_editable_row(true);
		const cell = grid_row.on_grid_fields_dict[first(grid_row.doc)];
		if (cell && cell.$input) cell.$input.trigger("focus");
	};
}

function go_on(frm, event) {
	const { target } = event;
	if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.shiftKey) return;
	if (target.tagName === "TEXTAREA" && !event.altKey) return;
	if (target.closest(".form-in-grid") || target.getAttribute("aria-expanded") === "true") return;
	const { fieldname } = target.dataset;
	const grid_row = fieldname && row_of(frm, "lines", target);
	if (!grid_row) return;
	event.preventDefault();
	event.stopPropagation();
	// what was typed enters the document before the row closes
	target.blur();
	if (event.altKey) open_row(grid_row, fieldname);
	else if (entry_of(frm).begins.includes(fieldname)) {
		focus_cell(grid_row.grid, grid_row.doc, entry_of(frm).leads_to(grid_row.doc));
	} else next_line(frm, grid_row, fieldname);
}

// An existing line is gone through column by column; a new one begins with its item.
function next_line(frm, { grid, doc }, fieldname) {
	const next = frm.doc.lines[doc.idx];
	if (next) return focus_cell(grid, next, entry_of(frm).needs_item(next) ? "item" : fieldname);
	if (entry_of(frm).is_closed(frm) || !grid.is_editable() || grid.cannot_add_rows) return undefined;
	grid.add_new_row(null, null, true, null, true);
	return grid.set_focus_on_row();
}

// The line that Enter opened and nobody began.
export function drop_blank_lines(frm) {
	const blank = frm.doc.lines?.filter((row) => row.__islocal && entry_of(frm).is_blank(row)) || [];
	if (!blank.length) return;
	for (const { doctype, name } of blank) frappe.model.clear_doc(doctype, name);
	frm.refresh_field("lines");
}

export function is_blank_line({ type, item, description }) {
	return type === "Item" && !item && !description;
}

function open_row(grid_row, fieldname) {
	grid_row.toggle_view(true);
	// before the cursor comes: a number field of Frappe's would select, 100 ms later, whatever has the cursor then
	tidy_row_form(grid_row);
	const control = grid_row.grid_form.fields_dict[fieldname];
	if (control && control.$input) control.$input.trigger("focus");
}
