// The mail as it opens before it is sent: Frappe's own editor, filled, with the PDF that goes along and the extract that
// follows under the text. The editor would take the extract's layout away, so it is shown below and joined when sending.

import { is_away, tell_away } from "../line";

export function open_mail_editor(frm, draft) {
	class DocumentMail extends frappe.views.CommunicationComposer {
		get_fields() {
			const fields = super.get_fields();
			const place = fields.findIndex((field) => field.fieldname === "content");
			fields.splice(place + 1, 0, { fieldname: "extract", fieldtype: "HTML" });
			return fields;
		}

		setup_attach() {
			super.setup_attach();
			this.dialog.$wrapper.find(`[data-file-name="${draft.attachment?.name}"]`).prop("checked", true);
			this.dialog.fields_dict.extract.$wrapper.html(draft.extract);
		}

		// Frappe looks for it in Email Account, which few may read
		async get_signature() {
			return draft.signature;
		}

		// Frappe closes the editor before the mail is on its way, and what was written would be gone when it does not get there
		send_email(btn, form_values, ...others) {
			if (is_away()) return tell_away();
			form_values.content = (form_values.content || "") + draft.extract;
			const closed = new Promise((resolve) => this.dialog.$wrapper.one("hidden.bs.modal", resolve));
			const sent = super.send_email(btn, form_values, ...others);
			sent?.then(null, async (xhr) => {
				if (xhr?.status) return;
				tell_away();
				await closed;
				this.dialog.show();
			});
			return sent;
		}
	}
	return new Promise((resolve) => {
		const mail = new DocumentMail({
			doc: frm.doc,
			frm,
			recipients: draft.recipients,
			subject: draft.subject,
			message: draft.message,
			attachments: draft.attachment ? [draft.attachment] : [],
		});
		mail.dialog.$wrapper.addClass("sales-mail").one("hidden.bs.modal", () => resolve());
	});
}
