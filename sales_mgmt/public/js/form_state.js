// A form's document as plain values, and plain values put into a form.

export const copy_of = (doc) => JSON.parse(JSON.stringify({ ...doc, __onload: undefined, __last_sync_on: undefined }));

// The document stays the one that is open: its name, and everything that hangs on the form.
export function put_into(frm, values) {
	const { doc, docname } = frm;
	for (const df of frm.meta.fields.filter(({ fieldtype }) => fieldtype === "Table")) {
		frm.clear_table(df.fieldname);
		const rows = (values[df.fieldname] || []).map((row) => ({ ...row, parent: docname }));
		locals[df.options] = locals[df.options] || {};
		rows.forEach((row) => (locals[df.options][row.name] = row));
		doc[df.fieldname] = rows;
	}
	for (const df of frm.meta.fields.filter((df) => frappe.model.is_value_type(df))) {
		doc[df.fieldname] = values[df.fieldname] ?? null;
	}
	if (values.modified) doc.modified = values.modified;
	frm.dirty();
	frm.refresh();
	frm.trigger("put_back");
}
