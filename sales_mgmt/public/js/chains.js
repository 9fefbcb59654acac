// The two chains of documents: what is sold, and what comes back. What differs between them in words is said here.

import { doctypes_that, kind_of } from "./kinds";

const OPTIONS = {
	sale: {
		Ship: () => __("Ship", null, "verb"),
		Invoice: () => __("Invoice", null, "verb"),
		"Ship and Invoice": () => __("Ship and Invoice"),
	},
	return: {
		Ship: () => __("Receive"),
		Invoice: () => __("Credit", null, "verb"),
		"Ship and Invoice": () => __("Receive and Credit"),
	},
};

// The DocTypes by what stands on them, and the words for moving and billing.
export function chain_of(doctype) {
	const chain = kind_of(doctype).chain || "sale";
	const of_stage = (stage) => doctypes_that((kind) => kind.chain === chain && kind.stage === stage)[0];
	return {
		order: of_stage("ordered"),
		moved: of_stage("moved"),
		billed: of_stage("billed"),
		options: OPTIONS[chain],
	};
}

export function is_return(doctype) {
	return kind_of(doctype).chain === "return";
}

// Working documents are posted in parts, so posting them asks what to post.
export function is_order(doctype) {
	return kind_of(doctype).stage === "ordered";
}
