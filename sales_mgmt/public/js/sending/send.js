// Sends a document as it was chosen: opens the mail or sends it at once, then prints.

import { new_dialog } from "../guarded";
import { text } from "../text";
import { POSTED } from "../posted_message";
import { ask } from "../server";
import { open_mail_editor } from "./mail_editor";
import { AT_ONCE, NO, PROMPT, ProfileFields } from "./profile_fields";

export async function open_send_dialog(frm) {
	const sending = await ProfileFields.of(named(frm));
	const dialog = new_dialog({
		title: __("Send {0}", [text(frm.doc.posted_no || frm.docname)]),
		fields: sending.fields,
		primary_action_label: __("Send"),
		primary_action: () => {
			const { choice } = sending;
			return send(frm, choice, () => dialog.hide());
		},
	});
	sending.dialog = dialog;
	dialog.show();
}

export async function send_by_email(frm) {
	const sending = await ProfileFields.of(named(frm));
	const { profile, attach_pdf } = sending.options;
	return send(frm, { profile, attach_pdf: attach_pdf ? 1 : 0, email: PROMPT, printer: NO });
}

// After a posting: what it made is shown, and sent from there.
export async function send_posted(posted, choice) {
	const made = ["invoice", "credit_memo", "shipment", "return_receipt"].find((kind) => posted[kind]);
	if (!made) return;
	const [[doctype], name] = [POSTED[made], posted[made]];
	await frappe.model.with_doc(doctype, name);
	await frappe.set_route("Form", doctype, name);
	await new Promise((resolve) => frappe.after_ajax(resolve));
	// refusals are told; what was posted stays posted, and can be sent once the reason is gone
	await send(cur_frm, choice).catch(() => print(cur_frm, choice.printer));
}

// `leave` is called when nothing of what was chosen can get lost any more.
async function send(frm, choice, leave = () => {}) {
	if (choice.email === PROMPT) await open_mail(frm, choice, leave);
	else if (choice.email === AT_ONCE) await send_at_once(frm, choice, leave);
	else leave();
	print(frm, choice.printer);
}

async function open_mail(frm, { profile, attach_pdf }, leave) {
	const args = Object.assign(named(frm), { profile, attach_pdf });
	const draft = await ask("message_draft", args, { freeze: __("Writing the email…") });
	leave();
	await open_mail_editor(frm, draft);
}

async function send_at_once(frm, choice, leave) {
	const args = Object.assign(named(frm), choice);
	const sent = await ask("send_document", args, { freeze: __("Sending…") });
	leave();
	await frm.reload_doc();
	const message = __("The email to {0} is on its way.", [frappe.utils.escape_html(sent.recipients)]);
	frappe.show_alert({ message, indicator: "green" });
}

function print(frm, printer) {
	if (printer === PROMPT) frappe.set_route("print", frm.doctype, frm.docname);
	if (printer !== AT_ONCE) return;
	const query = new URLSearchParams(named(frm));
	window.open(frappe.urllib.get_full_url(`/api/method/frappe.utils.print_format.download_pdf?${query}`));
}

export async function attach_as_pdf(frm) {
	await ask("attach_as_pdf", named(frm), { freeze: __("Making the PDF…") });
	await frm.reload_doc();
	frappe.show_alert({ message: __("The PDF was attached."), indicator: "green" });
}

export async function cancel_sending(frm) {
	const stopped = await ask("cancel_sending", named(frm));
	await frm.reload_doc();
	frappe.show_alert(
		stopped
			? { message: __("Emails that were stopped: {0}.", [stopped]), indicator: "orange" }
			: { message: __("No email about this document is waiting to be sent."), indicator: "blue" },
	);
}

function named(frm) {
	return { doctype: frm.doctype, name: frm.docname };
}
