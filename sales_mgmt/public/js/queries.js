// What the link fields of a sales document offer.

import { is_return } from "./chains";

const ADDRESS_QUERY = "frappe.contacts.doctype.address.address.address_query";
const CONTACT_QUERY = "frappe.contacts.doctype.contact.contact.contact_query";

const OF_HEADER = {
	contact: (doc) =>
		// a quote may be for somebody who is no customer yet
		doc.doctype === "Sales Quote" && !doc.customer ? {} : of_customer(CONTACT_QUERY, doc.customer),
	ship_to_address: (doc) => of_customer(ADDRESS_QUERY, doc.customer),
	bill_to_address: (doc) => of_customer(ADDRESS_QUERY, doc.bill_to_customer || doc.customer),
	shipping_agent_service: (doc) => ({
		filters: doc.shipping_agent ? { shipping_agent: doc.shipping_agent } : {},
	}),
	salesperson: () => ({ filters: { disabled: 0 } }),
};

const OF_LINES = {
	// blocked items may come back
	item: (doc) => ({ filters: is_return(doc.doctype) ? {} : { sales_blocked: 0 } }),
	applies_from_entry: (doc, cdt, cdn) => ({
		filters: {
			customer: doc.customer || "",
			quantity: ["<", 0],
			correction: 0,
			...of_item(frappe.get_doc(cdt, cdn)),
		},
	}),
	// What hides no document from a user (see access/user_permissions.py) is still not offered.
	location: () => ({ ignore_user_permissions: 0 }),
	account: () => ({ filters: { direct_posting: 1, blocked: 0 } }),
};

export function setup_queries(frm) {
	for (const [fieldname, query] of Object.entries(OF_HEADER)) {
		frm.set_query(fieldname, () => query(frm.doc));
	}
	for (const [fieldname, query] of Object.entries(OF_LINES)) {
		frm.set_query(fieldname, "lines", query);
	}
	if (frm.fields_dict.applications) frm.set_query("entry", "applications", open_entries);
}

function open_entries({ bill_to_customer, customer, currency }) {
	return { filters: { customer: bill_to_customer || customer || "", currency, open: 1, amount: [">", 0] } };
}

function of_item({ item }) {
	return item ? { item } : {};
}

function of_customer(query, customer) {
	return { query, filters: { link_doctype: "Customer", link_name: customer || "" } };
}
