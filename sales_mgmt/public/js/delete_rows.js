// Ticked rows of a table go in one step. Frappe takes a tenth of a second for each, and whoever saves meanwhile keeps the
// rows whose turn had not come; so saving waits here, for the little that is left to wait for.

export function delete_in_one_step(frm) {
	for (const { grid } of frm.fields.filter(({ df }) => df.fieldtype === "Table")) {
		grid.delete_rows = () => {
			frm.deleting_rows = remove(frm, grid, grid.get_selected_children());
			return frm.deleting_rows;
		};
	}
	frappe.ui.form.on(frm.doctype, { validate: (form) => form === frm && frm.deleting_rows });
}

// A handler that refuses stops here, with what it says: the rows before it are gone, the others stay.
async function remove(frm, grid, rows) {
	const { fieldname } = grid.df;
	const trigger = (event, { doctype, name }) => frm.script_manager.trigger(event, doctype, name);
	if (!grid.is_editable()) return;
	let gone = 0;
	try {
		for (const row of rows) {
			await trigger(`before_${fieldname}_remove`, row);
			frappe.model.clear_doc(row.doctype, row.name);
			gone += 1;
			trigger(`${fieldname}_remove`, row);
		}
	} catch (refusal) {
		// it was told in a message
		console.warn(refusal);
	}
	grid.wrapper.find(".grid-heading-row .grid-row-check:checked").prop("checked", false);
	if (!gone) return;
	frm.dirty();
	grid.refresh();
	if (gone === grid.grid_pagination.page_length) grid.scroll_to_top();
	frm.script_manager.trigger(`${fieldname}_delete`, grid.doctype);
}
