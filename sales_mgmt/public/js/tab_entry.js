// Tab leads from a field into the first cell of the table behind it. Frappe would open the form of its first row, which
// hides the line that one wants to type, and whose veil may stay behind.

export function tab_into_cells(layout) {
	layout.focus_on_next_field = (start, fields) =>
		fields.slice(start + 1).some((field) => layout.is_visible(field) && enter(layout, field));
}

function enter(layout, field) {
	const { fieldtype } = field.df;
	if (fieldtype === "Table") return enter_table(field);
	if (fieldtype !== "Table MultiSelect" && frappe.model.no_value_type.includes(fieldtype)) return false;
	layout.set_focus(field);
	return true;
}

// A table without a line begins one; a line without a cell to type in is passed by.
function enter_table({ grid, tab }) {
	if (!grid.is_editable()) return false;
	if (!grid.grid_rows.length) {
		if (grid.cannot_add_rows || grid.df.cannot_add_rows) return false;
		grid.add_new_row(null, null, true, null, true);
	}
	if (tab) tab.set_active();
	const [first] = grid.grid_rows;
	if (grid.starts_rows && first.doc.__unedited) {
		grid.set_focus_on_row(0);
		return true;
	}
	if (frappe.ui.form.editable_row !== first) first.toggle_editable_row(true);
	const cell = first.row.find(".field-area").find("input, select, textarea").filter(":visible:enabled").first();
	cell.trigger("focus");
	return cell.length > 0;
}
