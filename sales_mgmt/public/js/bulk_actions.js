// Actions on the selected documents of a list, with a result for each.
//
// Whatever leaves the house is asked about before, and whatever concerns many documents. They are sent in small groups,
// each a request of its own: the bar moves, and nobody waits for a long one.

import { doctypes_that } from "./kinds";
import { ask_first, list_action } from "./guarded";
import { show_results } from "./results";
import { ask } from "./server";

const AT_ONCE = 10;
const SENT = [
	"Sales Quote",
	"Sales Order",
	"Sales Shipment",
	"Sales Invoice",
	"Return Receipt",
	"Sales Credit Memo",
];
const WORKING = doctypes_that(({ working }) => working);

const ACTIONS = [
	{
		label: () => __("Release"),
		method: "release_documents",
		doctypes: WORKING,
		when: may_make,
		question: (count) => __("Release {0} selected documents?", [count]),
		busy: () => __("Releasing"),
		title: (done, all) => __("{0} of {1} released", [done, all]),
		done: () => __("Released"),
	},
	{
		label: () => __("Reopen"),
		method: "reopen_documents",
		doctypes: WORKING,
		when: may_make,
		question: (count) => __("Reopen {0} selected documents?", [count]),
		busy: () => __("Reopening"),
		title: (done, all) => __("{0} of {1} reopened", [done, all]),
		done: () => __("Open"),
	},
	{
		label: () => __("Send"),
		method: "send_documents",
		doctypes: SENT,
		when: (doctype) => frappe.perm.has_perm(doctype, 0, "email"),
		question: (count) => __("Send {0} selected documents to their customers?", [count]),
		question_of_one: (name) => __("Send {0} to the customer?", [name]),
		busy: () => __("Sending"),
		title: (done, all) => __("{0} of {1} sent", [done, all]),
		done: () => __("Sent"),
	},
];

export function add_bulk_actions(list) {
	const { doctype } = list;
	for (const action of ACTIONS) {
		if (!action.doctypes.includes(doctype) || !action.when(doctype)) continue;
		list_action(list.page, action.label(), () => confirm_and_run(list, action));
	}
}

function may_make(doctype) {
	return frappe.model.can_write(doctype) && frappe.model.can_create(doctype);
}

async function confirm_and_run(list, action) {
	const names = list.get_checked_items(true).sort();
	const [name, ...others] = names;
	if (!others.length && !action.question_of_one) return run(list, action, names);
	const question = others.length ? action.question(names.length) : action.question_of_one(name);
	if (await ask_first(question)) await run(list, action, names);
}

async function run(list, action, names) {
	const results = [];
	try {
		for (let first = 0; first < names.length; first += AT_ONCE) {
			if (names.length > AT_ONCE) frappe.show_progress(action.busy(), first, names.length, "", true);
			const group = names.slice(first, first + AT_ONCE);
			results.push(...(await ask(action.method, { doctype: list.doctype, names: group })));
		}
	} finally {
		frappe.hide_progress();
		// where nothing was done, the same documents stay ticked
		if (results.length) {
			list.clear_checked_items();
			list.refresh();
			show(list.doctype, action, names, results);
		}
	}
}

// What was not asked for any more, since a request broke off, is not told as done.
function show(doctype, action, names, results) {
	const done = results.filter((result) => result.ok).length;
	show_results(doctype, results, { title: action.title(done, names.length), done: action.done() });
}
