// A batch that ended is only green if every document was posted.
frappe.listview_settings["Posting Batch"] = sales_mgmt.master_list({
	add_fields: ["failed"],
	get_indicator({ status, failed }) {
		if (status === "Finished" && failed) return [__("{0} not posted", [failed]), "orange", "failed,>,0"];
		const colours = { Queued: "orange", Running: "blue", Finished: "green", Failed: "red" };
		return [__(status), colours[status], `status,=,${status}`];
	},
});
