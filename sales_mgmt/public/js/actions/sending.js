// What goes to the customer: by email, as the customer's profile says, or kept as an attachment.

import { form_button } from "../guarded";
import { attach_as_pdf, cancel_sending, open_send_dialog, send_by_email } from "../sending/send";

const SEND = () => __("Send");
const POSTED = {
	"Sales Invoice": ["Unpaid", "Partly Paid", "Paid", "Cancelled"],
	"Sales Credit Memo": ["Unapplied", "Partly Applied", "Applied", "Cancelled"],
};
const SENDABLE = {
	"Sales Quote": ["Open", "Released", "Ordered"],
	"Sales Order": ["Open", "Pending Prepayment", "Released", "Completed"],
	...POSTED,
};

function may_send(frm) {
	return frappe.model.can_email(frm.doctype, frm) && frappe.model.can_print(frm.doctype, frm);
}

function was_sent(frm) {
	return may_send(frm) && frm.doc.times_sent > 0;
}

export const SENDING_ACTIONS = [
	{ label: () => __("Send…"), group: SEND, on: SENDABLE, when: may_send, run: open_send_dialog },
	{ label: () => __("Send by Email"), group: SEND, on: SENDABLE, when: may_send, run: send_by_email },
	{ label: () => __("Attach as PDF"), group: SEND, on: POSTED, when: may_send, run: attach_as_pdf },
	{ label: () => __("Cancel Sending"), group: SEND, on: SENDABLE, when: was_sent, run: cancel_sending },
];

// For the documents that only postings write.
export function add_sending_buttons(frm) {
	for (const { label, group, when, run } of SENDING_ACTIONS) {
		if (when(frm)) form_button(frm, label(), () => run(frm), group());
	}
}
