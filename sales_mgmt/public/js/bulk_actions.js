// Actions on the selected documents of a list, with a result for each.
//
// They are sent in small groups, each a request of its own: the bar moves, and nobody waits for a long one.

import { show_results } from "./results";
import { ask } from "./server";

const AT_ONCE = 10;
const WORKING = ["Sales Quote", "Sales Order", "Sales Return Order"];

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
];

export function add_bulk_actions(list) {
	const { doctype } = list;
	for (const action of ACTIONS) {
		if (!action.doctypes.includes(doctype) || !action.when(doctype)) continue;
		list.page.add_actions_menu_item(action.label(), () => confirm_and_run(list, action), false);
	}
}

function may_make(doctype) {
	return frappe.model.can_write(doctype) && frappe.model.can_create(doctype);
}

function confirm_and_run(list, action) {
	const names = list.get_checked_items(true).sort();
	if (names.length === 1) return run(list, action, names);
	frappe.confirm(action.question(names.length), () => run(list, action, names));
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
		list.clear_checked_items();
		list.refresh();
		if (results.length) show(list.doctype, action, names, results);
	}
}

// What was not asked for any more, since a request broke off, is not told as done.
function show(doctype, action, names, results) {
	const done = results.filter((result) => result.ok).length;
	show_results(
		doctype,
		results.map((result) => ({ ...result, message: result.ok ? "" : result.message })),
		{ title: action.title(done, names.length), done: action.done() },
	);
}
