// The dialog behind Post…: what to post, when, and everything that stands in the way.

import { ask } from "./server";
import { findings_html, is_blocked } from "./findings";
import { show_posted } from "./posted_message";
import { allowed_options, option_arguments, option_field, posting_rights } from "./posting_options";

export async function open_post_dialog(frm) {
	const dialog = new PostDialog(frm, allowed_options(await posting_rights()));
	dialog.show();
}

class PostDialog {
	constructor(frm, allowed) {
		this.frm = frm;
		this.dialog = new frappe.ui.Dialog({
			title: __("Post {0}", [frm.docname]),
			fields: [
				option_field(frm.doc, allowed, () => this.check()),
				{ fieldtype: "Column Break" },
				{
					fieldname: "posting_date",
					fieldtype: "Date",
					label: __("Posting Date"),
					default: frm.doc.posting_date || frappe.datetime.get_today(),
					reqd: 1,
					onchange: () => this.check(),
				},
				{ fieldtype: "Section Break", hide_border: 1 },
				{ fieldname: "findings", fieldtype: "HTML" },
			],
			primary_action_label: __("Post"),
			primary_action: () => this.post(),
		});
	}

	show() {
		this.dialog.show();
		this.check();
	}

	async check() {
		const args = this.arguments();
		const question = JSON.stringify(args);
		if (question === this.checked) return;
		this.checked = question;
		this.set_ready(false);
		const findings = await ask("check", args);
		if (question !== this.checked) return;
		this.dialog.fields_dict.findings.$wrapper.html(findings_html(findings));
		this.set_ready(!is_blocked(findings));
	}

	async post() {
		this.set_ready(false);
		try {
			const posted = await ask("post", this.arguments(), { freeze: __("Posting…") });
			this.dialog.hide();
			await this.frm.reload_doc();
			show_posted(posted);
		} catch {
			this.checked = null;
			this.check();
		}
	}

	// a disabled button can not be reached by keyboard either
	set_ready(ready) {
		this.dialog.get_primary_btn().prop("disabled", !ready);
	}

	arguments() {
		const { doctype, docname: name } = this.frm;
		const posting_date = this.dialog.get_value("posting_date");
		const posting = option_arguments(this.dialog.get_value("option"));
		return Object.assign({ doctype, name, posting_date }, posting);
	}
}
