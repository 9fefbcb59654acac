// What a posting made, by posted number and one click away.

const POSTED = {
	shipment: ["Sales Shipment", (link) => __("Shipment {0} has been posted.", [link])],
	invoice: ["Sales Invoice", (link) => __("Invoice {0} has been posted.", [link])],
};

export async function show_posted(posted) {
	const made = Object.entries(POSTED).filter(([key]) => posted[key]);
	const sentences = made.map(async ([key, [doctype, sentence]]) =>
		sentence(await link_by_posted_no(doctype, posted[key])),
	);
	frappe.msgprint({
		title: __("Posted"),
		indicator: "green",
		message: (await Promise.all(sentences)).join("<br>"),
	});
}

async function link_by_posted_no(doctype, name) {
	const { message } = await frappe.db.get_value(doctype, name, "posted_no");
	return frappe.utils.get_form_link(doctype, name, true, (message && message.posted_no) || name);
}
