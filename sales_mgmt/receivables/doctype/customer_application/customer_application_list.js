frappe.listview_settings["Customer Application"] = sales_mgmt.ledger_list({
	add_fields: ["status"],
	get_indicator({ status }) {
		const colours = { Applied: "green", Unapplied: "gray", Reversal: "gray" };
		return [__(status), colours[status], `status,=,${status}`];
	},
});
