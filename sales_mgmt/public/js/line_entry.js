// Lines without the mouse: Enter leads from the item to the quantity, and from there to the next line; Alt+Enter opens
// the row, with the origin of its price and what is in stock.

import { focus_cell, row_of } from "./grid_cells";
import { tidy_row_form } from "./inputs";
import { is_released } from "./status";

const QUANTITY = "quantity";
const BEFORE_QUANTITY = ["type", "item"];

export function setup_line_entry(frm) {
	// before Frappe's own handlers, which know nothing of a next line
	frm.wrapper.addEventListener("keydown", (event) => go_on(frm, event), true);
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
	else if (BEFORE_QUANTITY.includes(fieldname)) focus_cell(grid_row.grid, grid_row.doc, QUANTITY);
	else next_line(frm, grid_row, fieldname);
}

// An existing line is gone through column by column; a new one begins with its item.
function next_line(frm, { grid, doc }, fieldname) {
	const next = frm.doc.lines[doc.idx];
	if (next) return focus_cell(grid, next, next.type === "Item" && !next.item ? "item" : fieldname);
	if (is_released(frm) || !grid.is_editable() || grid.cannot_add_rows) return undefined;
	grid.add_new_row(null, null, true, null, true);
	return grid.set_focus_on_row();
}

// The line that Enter opened and nobody began.
export function drop_blank_lines(frm) {
	const blank = frm.doc.lines?.filter((row) => row.__islocal && is_blank_line(row)) || [];
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
