// The two chains of documents: what is sold, and what comes back. What differs between them in words and rights is said here.

const SALE = {
	order: "Sales Order",
	moved: "Sales Shipment",
	billed: "Sales Invoice",
	options: {
		Ship: () => __("Ship", null, "verb"),
		Invoice: () => __("Invoice", null, "verb"),
		"Ship and Invoice": () => __("Ship and Invoice"),
	},
};
const RETURN = {
	order: "Sales Return Order",
	moved: "Return Receipt",
	billed: "Sales Credit Memo",
	options: {
		Ship: () => __("Receive"),
		Invoice: () => __("Credit", null, "verb"),
		"Ship and Invoice": () => __("Receive and Credit"),
	},
};

export function chain_of(doctype) {
	return is_return(doctype) ? RETURN : SALE;
}

export function is_return(doctype) {
	return [RETURN.order, RETURN.moved, RETURN.billed].includes(doctype);
}

// Working documents are posted in parts, so posting them asks what to post.
export function is_order(doctype) {
	return [SALE.order, RETURN.order].includes(doctype);
}
