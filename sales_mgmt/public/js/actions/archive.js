// Versions of a quote or an order, and the way of its lines.

import { open_line_tracking } from "../line_tracking";
import { ask } from "../server";
import { may_make } from "./rights";

const VIEW = () => __("View");
const ALL = {
	"Sales Quote": ["Open", "Pending Approval", "Released", "Ordered", "Lost"],
	"Sales Order": ["Open", "Pending Approval", "Pending Prepayment", "Released", "Completed"],
	"Sales Return Order": ["Open", "Pending Approval", "Released", "Completed"],
};
const INVOICE = ["Open", "Pending Approval", "Released", "Unpaid", "Partly Paid", "Paid", "Cancelled"];
const CREDIT_MEMO = ["Open", "Released", "Unapplied", "Partly Applied", "Applied", "Cancelled"];

async function archive(frm) {
	const { doctype, docname: name } = frm;
	await ask("archive_document", { doctype, name }, { freeze: __("One moment…") });
	await frm.reload_doc();
	const message = __("Version {0} has been kept.", [frm.doc.archived_versions]);
	frappe.show_alert({ message, indicator: "green" });
}

function show_versions(frm) {
	frappe.set_route("List", "Document Archive", {
		source_doctype: frm.doctype,
		source_name: frm.docname,
	});
}

export const ARCHIVE_ACTIONS = [
	{
		label: () => __("Archive Document"),
		group: VIEW,
		on: {
			"Sales Quote": ["Open", "Released"],
			"Sales Order": ["Open", "Released", "Pending Prepayment"],
			"Sales Return Order": ["Open", "Released"],
		},
		when: may_make,
		run: archive,
	},
	{
		label: () => __("Archived Versions"),
		group: VIEW,
		on: ALL,
		when: (frm) => frm.doc.archived_versions > 0 && frappe.model.can_read("Document Archive"),
		run: show_versions,
	},
	{
		label: () => __("Line Tracking"),
		group: VIEW,
		on: { ...ALL, "Sales Invoice": INVOICE, "Sales Credit Memo": CREDIT_MEMO },
		when: (frm) => frm.doc.lines.some((row) => row.type !== "Comment"),
		run: open_line_tracking,
	},
];
