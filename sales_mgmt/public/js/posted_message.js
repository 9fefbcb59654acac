// What a posting made, by posted number and one click away.

export const POSTED = {
	shipment: ["Sales Shipment", (link) => __("Shipment {0} has been posted.", [link])],
	invoice: ["Sales Invoice", (link) => __("Invoice {0} has been posted.", [link])],
	return_receipt: ["Return Receipt", (link) => __("Return receipt {0} has been posted.", [link])],
	credit_memo: ["Sales Credit Memo", (link) => __("Credit memo {0} has been posted.", [link])],
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

export async function link_by_posted_no(doctype, name) {
	const { message } = await frappe.db.get_value(doctype, name, "posted_no");
	return frappe.utils.get_form_link(doctype, name, true, (message && message.posted_no) || name);
}
