// What the warning about a Workflow offers: its states set our status, on the form that is open, which is then saved.

export async function let_states_set_status({ workflow, statuses }) {
	frappe.msg_dialog?.hide();
	if (!cur_frm || cur_frm.doctype !== "Workflow" || cur_frm.docname !== workflow) return;
	for (const row of cur_frm.doc.states || []) {
		if (!statuses[row.state]) continue;
		await frappe.model.set_value(row.doctype, row.name, {
			update_field: "status",
			update_value: statuses[row.state],
		});
	}
	cur_frm.refresh_field("states");
	await cur_frm.save();
}
