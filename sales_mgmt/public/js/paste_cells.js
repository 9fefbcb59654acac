// A table pasted into a grid of ours, cell by cell: numbers are read as typed ones are, and none is set where one is no number.

import { row_of } from "./grid_cells";
import { tell_number } from "./number_input";
import { takes_lines } from "./paste_lines";
import { read_number } from "./read_number";

const NUMBERS = ["Currency", "Float", "Int", "Percent"];

export function setup_cell_pasting(frm) {
	// before Frappe's own handler, which makes 0 of what it can not read
	frm.wrapper.addEventListener("paste", (event) => paste(frm, event), true);
}

function paste(frm, event) {
	const pasted = event.clipboardData.getData("text/plain");
	const table = frm.meta.fields.find(
		({ fieldtype, fieldname }) => fieldtype === "Table" && row_of(frm, fieldname, event.target),
	);
	if (!table || !/\t|\n./.test(pasted) || event.target.closest(".form-in-grid")) return;
	if (takes_lines(frm, event.target)) return;
	const rows = frappe.utils.csv_to_array(pasted.replace(/\s+$/, ""), "\t");
	const fields = columns(frm.fields_dict[table.fieldname], rows, event.target);
	const read = rows.map((row) => read_row(row, fields));
	if (!read.some((row) => row === null)) fill(frm, table, row_of(frm, table.fieldname, event.target), read);
	event.preventDefault();
	event.stopImmediatePropagation();
}

// By the headings of the table where it has some, which are taken off it, else from the cell to the right.
function columns(control, rows, target) {
	const { grid } = control;
	const named = rows[0].map((heading) => control.get_field(heading));
	if (named[0]) {
		rows.shift();
		return named.map((fieldname) => frappe.meta.get_docfield(grid.doctype, fieldname));
	}
	const visible = grid.grid_rows[0].get_visible_columns();
	const first = visible.findIndex(({ fieldname }) => fieldname === target.dataset.fieldname);
	return visible.slice(first).map(({ fieldname }) => frappe.meta.get_docfield(grid.doctype, fieldname));
}

// {fieldname: value}, or null where a number can not be read; it is named then.
function read_row(cells, fields) {
	const values = {};
	for (const [place, cell] of cells.entries()) {
		const df = fields[place];
		if (!df) continue;
		const value = read_cell(cell, df);
		if (value === null) return null;
		values[df.fieldname] = value;
	}
	return values;
}

function read_cell(cell, df) {
	if (df.fieldtype === "Date") return cell && frappe.datetime.user_to_str(cell);
	if (!NUMBERS.includes(df.fieldtype) || !cell.trim()) return cell;
	const number = read_number(cell);
	const is_broken = number !== null && df.fieldtype === "Int" && !Number.isInteger(number);
	if (number === null || is_broken) tell_number(df.label, cell, is_broken);
	return is_broken ? null : number;
}

async function fill(frm, { fieldname }, { doc: first }, rows) {
	const { grid } = frm.fields_dict[fieldname];
	for (const [number, values] of rows.entries()) {
		if (!Object.values(values).some((value) => value !== "")) continue;
		const row = frm.doc[fieldname][first.idx - 1 + number] || frm.add_child(fieldname);
		for (const [field, value] of Object.entries(values)) {
			await frappe.model.set_value(row.doctype, row.name, field, value);
		}
	}
	grid.refresh();
}
