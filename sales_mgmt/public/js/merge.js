// Puts a calculated document into the open form: no handlers, no lost focus, and nothing the person
// has changed since the document was sent.

export function merge(frm, sent, answer) {
	frm.doc.__onload = Object.assign({}, frm.doc.__onload, answer.__onload);
	merge_header(frm, sent, answer);
	for (const df of frm.meta.fields.filter((df) => df.fieldtype === "Table")) {
		merge_table(frm, df, sent[df.fieldname], answer[df.fieldname]);
	}
}

function merge_header(frm, sent, answer) {
	const changed = assign(frm.doc, sent, answer, (fieldname) => [frm.fields_dict[fieldname]]);
	if (!changed.length) return;
	for (const fieldname of changed) {
		const field = frm.fields_dict[fieldname];
		if (field) refresh(field);
	}
	frm.layout.refresh_dependency();
	frm.layout.refresh_sections();
}

function merge_table(frm, df, sent_rows, answer_rows) {
	const grid = frm.fields_dict[df.fieldname].grid;
	const sent = by_name(sent_rows);
	const answer = by_name(answer_rows);
	for (const row of frm.doc[df.fieldname] || []) {
		if (!sent[row.name] || !answer[row.name]) continue;
		const shown = grid.grid_rows_by_docname && grid.grid_rows_by_docname[row.name];
		const changed = assign(row, sent[row.name], answer[row.name], (fieldname) =>
			controls_of(shown, fieldname)
		);
		if (shown) changed.forEach((fieldname) => refresh_cell(shown, fieldname));
	}
}

// Takes over the values that differ and returns their names. A value stays as it is when it was
// changed after sending, or while it is being typed.
function assign(doc, sent, answer, controls) {
	return frappe.meta
		.get_docfields(doc.doctype, doc.name)
		.filter((df) => df.fieldname in answer && frappe.model.is_value_type(df))
		.map((df) => df.fieldname)
		.filter((name) => !same(doc[name], answer[name]) && same(doc[name], sent[name]))
		.filter((name) => !controls(name).some((control) => is_typed_in(control, doc[name])))
		.filter((name) => {
			doc[name] = answer[name];
			return true;
		});
}

function controls_of(grid_row, fieldname) {
	if (!grid_row) return [];
	const form = grid_row.grid_form && grid_row.grid_form.fields_dict;
	return [grid_row.on_grid_fields_dict[fieldname], form && form[fieldname]];
}

function refresh_cell(grid_row, fieldname) {
	const control = controls_of(grid_row, fieldname).find(has_focus);
	grid_row.refresh_field(fieldname);
	if (control) control.$input.select();
}

function refresh(control) {
	control.refresh();
	if (has_focus(control)) control.$input.select();
}

function is_typed_in(control, value) {
	if (!has_focus(control)) return false;
	return !same(control.get_parsed_value(control.get_input_value()), value);
}

export function has_focus(control) {
	return Boolean(control && control.$input && control.$input[0] === document.activeElement);
}

function same(a, b) {
	return is_blank(a) || is_blank(b) ? is_blank(a) && is_blank(b) : a === b || String(a) === String(b);
}

export function is_blank(value) {
	return value === undefined || value === null || value === "";
}

function by_name(rows) {
	return Object.fromEntries((rows || []).map((row) => [row.name, row]));
}
