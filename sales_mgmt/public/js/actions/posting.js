// Look at a posting before it is done, do it, and find what it wrote.

import { is_order } from "../chains";
import { find_entries } from "../find_entries";
import { open_post_dialog, post_invoice } from "../post_dialog";
import { open_preview_dialog } from "../preview_dialog";
import { open_test_report } from "../test_report";
import { remove_from_queue, try_again } from "../posting_queue";
import { post_and_send } from "../sending/post_and_send";
import { is_held, may_post } from "./rights";

const POSTING = () => __("Posting");
const ORDERS = { "Sales Order": ["Open", "Released"], "Sales Return Order": ["Open", "Released"] };
const POSTABLE = {
	...ORDERS,
	"Sales Invoice": ["Open", "Released"],
	"Sales Credit Memo": ["Open", "Released"],
};
const POSTED = {
	"Sales Invoice": ["Unpaid", "Partly Paid", "Paid", "Cancelled"],
	"Sales Credit Memo": ["Unapplied", "Partly Applied", "Applied", "Cancelled"],
};

function is_queued(frm) {
	return frm.doc.posting_job_status === "Queued";
}

function may_post_now(frm, rights) {
	return may_post(frm, rights) && !is_queued(frm) && !is_held(frm);
}

// An invoice asks one plain question, an order what to post.
function post(frm, then) {
	return is_order(frm.doctype) ? open_post_dialog(frm, then) : post_invoice(frm, then);
}

export const POSTING_ACTIONS = [
	{
		label: () => __("Preview Posting"),
		on: {
			"Sales Order": ["Open", "Released", "Pending Prepayment"],
			"Sales Invoice": ["Open"],
			"Sales Return Order": ["Open", "Released"],
			"Sales Credit Memo": ["Open"],
		},
		when: may_post,
		run: open_preview_dialog,
	},
	{
		label: () => __("Post…"),
		on: ORDERS,
		shortcut: "f9",
		when: may_post_now,
		run: (frm) => open_post_dialog(frm),
		primary: true,
	},
	{
		label: () => __("Post and New"),
		group: POSTING,
		on: POSTABLE,
		when: (frm, rights) => may_post_now(frm, rights) && frappe.model.can_create(frm.doctype),
		run: (frm) => post(frm, { done: () => frappe.new_doc(frm.doctype) }),
	},
	{
		label: () => __("Post and Send"),
		group: POSTING,
		on: POSTABLE,
		when: may_post_now,
		run: (frm) => post_and_send(frm, post),
	},
	{
		label: () => __("Test Report"),
		group: POSTING,
		on: POSTABLE,
		when: may_post,
		run: open_test_report,
	},
	{
		label: () => __("Try Again"),
		group: POSTING,
		on: POSTABLE,
		when: (frm, rights) => may_post(frm, rights) && frm.doc.posting_job_status === "Error",
		run: try_again,
	},
	{
		label: () => __("Remove from Queue"),
		group: POSTING,
		on: POSTABLE,
		when: (frm, rights) => may_post(frm, rights) && Boolean(frm.doc.posting_job_status),
		run: remove_from_queue,
	},
	{
		label: () => __("Find Entries"),
		group: () => __("View"),
		on: POSTED,
		shortcut: "alt+ctrl+q",
		when: () => true,
		run: find_entries,
	},
];
