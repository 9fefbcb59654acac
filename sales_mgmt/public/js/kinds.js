// What documents there are, and what may be done with each: the server's table (kinds/documents.py), handed over at boot.

const kinds = () => frappe.boot?.sales_document_kinds || [];

export function doctypes_that(are) {
	return kinds()
		.filter(are)
		.map(({ doctype }) => doctype);
}

export function kind_of(doctype) {
	return kinds().find((kind) => kind.doctype === doctype) || {};
}
