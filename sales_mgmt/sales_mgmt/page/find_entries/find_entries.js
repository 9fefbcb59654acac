// Find Entries: what was posted under a number of ours, or under the customer's own number.

frappe.pages["find-entries"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Find Entries"), single_column: true });
	const fields = new frappe.ui.FieldGroup({
		body: $('<div class="sales-find-entries"></div>').appendTo(page.body),
		fields: [
			{
				fieldname: "external_document_no",
				fieldtype: "Data",
				label: __("External Document No."),
				description: __("The number that the customer gave the order or the payment."),
			},
			{ fieldtype: "Column Break" },
			{
				fieldname: "posted_no",
				fieldtype: "Data",
				label: __("Posted No."),
				description: __("The number of a shipment, an invoice, a payment or an adjustment."),
			},
			{ fieldtype: "Column Break" },
			{ fieldname: "posting_date", fieldtype: "Date", label: __("Posting Date") },
			{ fieldtype: "Section Break" },
			{ fieldname: "found", fieldtype: "HTML" },
		],
	});
	fields.make();
	sales_mgmt.primary_button(page, __("Find"), () => find(fields));
	$(fields.body).on("keydown", "input", (event) => {
		if (event.key === "Enter") setTimeout(() => find(fields));
	});
};

async function find(fields) {
	const found = await sales_mgmt.ask("search_entries", fields.get_values());
	sales_mgmt.show_found(fields.fields_dict.found.$wrapper, found);
}
