// Tab leads from a field into the first cell of the table behind it, at once. Frappe would open the form of its first row, which
// hides the line that one wants to type, and whose veil may stay behind. Frappe 16 leaves Tab to the browser: it goes to the head of
// the table, which gives the cursor away, and 100 ms later to a cell, also when a second Tab has led further by then.

export function tab_into_cells(layout) {
	layout.focus_on_next_field = (start, fields) =>
		fields.slice(start + 1).some((field) => is_open(field) && enter(layout, field));
	$(layout.wrapper)[0].addEventListener("keydown", (event) => lead(layout, event));
}

// Where nobody else has led the cursor on, and a table comes next.
function lead(layout, event) {
	const { key, target, shiftKey, altKey, ctrlKey, metaKey, defaultPrevented } = event;
	if (key !== "Tab" || shiftKey || altKey || ctrlKey || metaKey || defaultPrevented) return;
	const fields = layout.fields_list;
	const at = fields.findIndex(({ df, $wrapper }) => df?.fieldtype !== "Table" && $wrapper?.[0]?.contains(target));
	const takes_cursor = (field) => is_open(field) && is_stop(field);
	const next = at < 0 ? undefined : fields.slice(at + 1).find(takes_cursor);
	if (next && next.df.fieldtype === "Table" && enter_table(next)) event.preventDefault();
}

// A dialog's is_visible says whether the dialog itself is.
function is_open({ disp_status, df }) {
	return disp_status === "Write" && Boolean(df) && !df.hidden;
}

function is_stop({ df: { fieldtype } }) {
	return ["Table", "Table MultiSelect"].includes(fieldtype) || !frappe.model.no_value_type.includes(fieldtype);
}

function enter(layout, field) {
	if (field.df.fieldtype === "Table") return enter_table(field);
	if (!is_stop(field)) return false;
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
