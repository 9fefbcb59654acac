// Post and Send: the mail dialog over the posted document. The person sends, once the posting is safely stored.

import { POSTED } from "./posted_message";
import { ask } from "./server";

export async function send_posted(posted) {
	const made = ["invoice", "credit_memo", "shipment", "return_receipt"].find((kind) => posted[kind]);
	if (!made) return;
	const [[doctype], name] = [POSTED[made], posted[made]];
	const draft = await ask("message_draft", { doctype, name });
	await frappe.model.with_doc(doctype, name);
	await frappe.set_route("Form", doctype, name);
	await new Promise((resolve) => frappe.after_ajax(resolve));
	new frappe.views.CommunicationComposer({
		doc: cur_frm.doc,
		frm: cur_frm,
		recipients: draft.recipients,
		subject: draft.subject,
		attach_document_print: true,
	});
}
