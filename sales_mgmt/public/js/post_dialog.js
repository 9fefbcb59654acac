// The dialog behind Post…: what to post, when, and everything that stands in the way; and the one question of an invoice
// or credit memo.
// `then`: {done(posted, queued): what comes after the posting, needs_result: whether that needs the posted documents, asks:
// more that is asked beforehand: {title, fields, dialog, option_chosen(option), later(): what the queue has to know}}.

import { ask_first, new_dialog } from "./guarded";
import { is_return } from "./chains";
import { ask, ask_when_there } from "./server";
import { findings_html, is_blocked } from "./findings";
import { outlook_html } from "./outlook";
import { show_posted } from "./posted_message";
import { NOTHING_TO_POST, option_arguments, option_field, posting_options } from "./posting_options";
import { watch_posting } from "./posting_queue";

export async function open_post_dialog(frm, then = { done: show_posted }) {
	const { options, in_background } = await posting_options(frm.doctype);
	if (!options.length) return frappe.msgprint(NOTHING_TO_POST());
	new PostDialog(frm, options, in_background, then).show();
}

export async function post_invoice(frm, then = { done: show_posted }) {
	const { doctype, docname: name } = frm;
	const { in_background } = await posting_options(doctype);
	const values = [name.bold(), frappe.utils.escape_html(frm.doc.customer_name).bold()];
	const outlook = await ask("posting_outlook", { doctype, name, invoice: true });
	const asked = is_return(doctype)
		? __("Post credit memo {0} of {1}? A posted credit memo can not be changed any more.", values)
		: __("Post invoice {0} of {1}? A posted invoice can not be changed any more.", values);
	const question = `${asked}${outlook_html(doctype, outlook)}`;
	if (then.asks) return ask_more(frm, question, (values) => post(frm, values, in_background, then), then.asks);
	if (await ask_first(question)) await post(frm, { doctype, name, invoice: true }, in_background, then);
	return undefined;
}

// The same question, with fields below it.
function ask_more(frm, question, post, asks) {
	const { doctype, docname: name } = frm;
	asks.dialog = new_dialog({
		title: asks.title,
		fields: [
			{ fieldname: "question", fieldtype: "HTML", options: `<p>${question}</p>` },
			{ fieldtype: "Section Break" },
			...asks.fields,
		],
		primary_action_label: __("Post and Send"),
		primary_action: async () => {
			const button = asks.dialog.get_primary_btn().prop("disabled", true);
			try {
				await post({ doctype, name, invoice: true });
				asks.dialog.hide();
			} catch {
				button.prop("disabled", false);
			}
		},
	});
	asks.dialog.show();
}

// Resolves when the posting is done or queued; what comes after it follows by itself.
async function post(frm, args, in_background, { done, needs_result, asks }) {
	if (in_background) {
		await ask("post_later", Object.assign({}, args, asks && asks.later()));
		await frm.reload_doc();
		if (done === show_posted || needs_result) watch_posting(frm, (posted) => done(posted, true));
		else done();
		return;
	}
	const posted = await ask("post", args, { freeze: __("Posting…") });
	await frm.reload_doc();
	done(posted);
}

class PostDialog {
	constructor(frm, options, in_background, then) {
		Object.assign(this, { frm, in_background, then });
		this.dialog = new_dialog({
			title: then.asks ? then.asks.title : __("Post {0}", [frm.docname]),
			fields: [
				option_field(frm.doc, options, () => {
					this.check();
					if (then.asks) then.asks.option_chosen(this.dialog.get_value("option"));
				}),
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
				...(then.asks ? [{ fieldtype: "Section Break" }, ...then.asks.fields] : []),
			],
			primary_action_label: then.asks ? __("Post and Send") : __("Post"),
			primary_action: () => this.post(),
		});
		if (then.asks) then.asks.dialog = this.dialog;
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
		const answer = await ask_when_there("posting_outlook", args);
		if (question !== this.checked) return;
		const { findings } = answer;
		const html = outlook_html(this.frm.doctype, answer) + findings_html(findings);
		this.dialog.fields_dict.findings.$wrapper.html(html);
		this.set_ready(!is_blocked(findings));
	}

	async post() {
		this.set_ready(false);
		try {
			await post(this.frm, this.arguments(), this.in_background, this.then);
			this.dialog.hide();
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
