// The inputs of our forms and of their grids: numbers without stray zeros, whole rows open to the keyboard.

import { delete_in_one_step } from "./delete_rows";
import { keep_work } from "./kept_work";
import { name_input } from "./labels";
import { stop_saving_while_told } from "./number_input";
import { MODULES } from "./ours";
import { setup_cell_pasting } from "./paste_cells";
import { show_plain_numbers, tidy_number } from "./numbers";
import { settle_form } from "./server";
import { tab_into_cells } from "./tab_entry";

const tidy_tables = new Set();

$(document).on("form-load", (_event, frm) => {
	if (MODULES.includes(frm.meta.module)) tidy_form(frm);
});

export function tidy_form(frm) {
	const tables = frm.meta.fields.filter((df) => df.fieldtype === "Table").map((df) => df.options);
	[frm.doctype, ...tables].forEach(show_plain_numbers);
	frm.fields.forEach(tidy_number);
	frm.fields.forEach(name_input);
	tables.forEach(tidy_row_forms);
	if (frm.has_tidy_grids) return;
	frm.has_tidy_grids = true;
	tab_into_cells(frm.layout);
	delete_in_one_step(frm);
	keep_work(frm);
	settle_form(frm);
	frappe.ui.form.on(frm.doctype, { validate: stop_saving_while_told });
	setup_cell_pasting(frm);
	$(frm.wrapper).on("grid-row-render", (_event, grid_row) => {
		if (grid_row.doc) tidy_row(grid_row);
	});
}

// Cells get their input when a row is entered: tidy, and without a stop at the link arrow.
function tidy_row(grid_row) {
	if (grid_row.has_tidy_inputs) return;
	grid_row.has_tidy_inputs = true;
	const make_control = grid_row.make_control.bind(grid_row);
	grid_row.make_control = (column) => {
		make_control(column);
		if (column.field) tidy(column.field);
	};
	// Frappe stops the click on its way up, so it is heard on its way down
	grid_row.row[0].addEventListener("click", focus_clicked_cell, true);
}

// The first click into a row focuses text inputs only; a choice or a description deserves the same.
function focus_clicked_cell({ target }) {
	const $cell = $(target).closest(".grid-static-col");
	setTimeout(() => $cell.find("select:enabled:visible, textarea:enabled:visible").trigger("focus"));
}

function tidy_row_forms(doctype) {
	if (tidy_tables.has(doctype)) return;
	tidy_tables.add(doctype);
	frappe.ui.form.on(doctype, {
		form_render(frm, cdt, cdn) {
			const { parentfield } = frappe.get_doc(cdt, cdn);
			const grid_row = frm.fields_dict[parentfield].grid.grid_rows_by_docname[cdn];
			tidy_row_form(grid_row);
		},
	});
}

export function tidy_row_form({ grid_form }) {
	Object.values(grid_form.fields_dict).forEach(tidy);
}

function tidy(control) {
	if (!control.$wrapper) return;
	tidy_number(control);
	control.$wrapper.find(".link-btn a").attr("tabindex", -1);
	name_input(control);
}
