// Which row and field of a grid an input belongs to, and the way to others.

export function row_of(frm, table, input) {
	const grid = frm.fields_dict[table].grid;
	const element = input.closest(".grid-row");
	if (!element || !grid.wrapper[0].contains(element)) return null;
	return grid.grid_rows_by_docname[element.dataset.name] || null;
}

// An opened row has inputs of its own.
export function shown_fields(grid_row, input) {
	const opened = input.closest(".form-in-grid");
	return opened ? grid_row.grid_form.fields_dict : grid_row.on_grid_fields_dict;
}

// Puts the cursor into a cell, on whatever page of the grid its row stands.
export function focus_cell(grid, row, fieldname) {
	const { grid_pagination: pages } = grid;
	const page = Math.ceil(row.idx / pages.page_length);
	if (page !== pages.page_index) pages.go_to_page(page);
	const grid_row = grid.grid_rows_by_docname[row.name];
	if (frappe.ui.form.editable_row !== grid_row) grid_row.toggle_editable_row(true);
	const control = grid_row.on_grid_fields_dict[fieldname];
	if (control && control.$input) control.$input.trigger("focus");
}
