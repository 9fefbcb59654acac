frappe.ui.form.on("Inventory Adjustment", {
	setup(frm) {
		sales_mgmt.setup_form(frm);
		sales_mgmt.post_instead_of_submit(frm, {
			question: (doc) =>
				__("Post inventory adjustment {0}? It can not be changed any more.", [doc.name.bold()]),
		});
		frm.set_query("item", "lines", { item_type: "Inventory" });
	},

	refresh(frm) {
		if (frm.doc.docstatus !== 1) return;
		sales_mgmt.show_as_posted(frm);
		sales_mgmt.add_find_entries(frm);
	},

	location: fill_location,
});

frappe.ui.form.on("Inventory Adjustment Line", { lines_add: fill_location });

// A line without a location takes the one of the header.
function fill_location(frm) {
	for (const row of frm.doc.lines || []) {
		if (!row.location) row.location = frm.doc.location;
	}
	frm.refresh_field("lines");
}
