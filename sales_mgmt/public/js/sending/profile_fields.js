// How a document is sent, as fields of a dialog: what the profile says, to be changed for this one document.

import { ask, ask_when_there } from "../server";

export const PROMPT = "Yes (Prompt for Settings)";
export const AT_ONCE = "Yes (Use Default Settings)";
export const NO = "No";

const ANSWERS = [PROMPT, AT_ONCE, NO];

export class ProfileFields {
	// `args`: {doctype, name} of the document, and `sent_as` where another one will be made of it and sent.
	static async of(args) {
		return new ProfileFields(args, await ask("sending_options", args));
	}

	constructor(args, options) {
		Object.assign(this, { args, options });
	}

	get fields() {
		return [
			{
				fieldname: "profile",
				fieldtype: "Link",
				options: "Document Sending Profile",
				label: __("Document Sending Profile"),
				default: this.options.profile,
				only_select: 1,
				change: () => this.choose(this.dialog.get_value("profile")),
			},
			{
				fieldname: "attach_pdf",
				fieldtype: "Check",
				label: __("Attach PDF"),
				default: this.options.attach_pdf ? 1 : 0,
				depends_on: `eval:doc.email !== "${NO}"`,
			},
			{ fieldtype: "Column Break" },
			{
				fieldname: "email",
				fieldtype: "Select",
				label: __("Email"),
				options: ANSWERS.map((value) => ({ value, label: __(value) })),
				default: this.options.email,
				description: this.receiver(),
				reqd: 1,
			},
			{
				fieldname: "printer",
				fieldtype: "Select",
				label: __("Print"),
				options: ANSWERS.map((value) => ({ value, label: __(value) })),
				default: this.options.printer,
				reqd: 1,
			},
		];
	}

	receiver() {
		const address = frappe.utils.escape_html(this.options.recipients);
		return address ? __("To {0}.", [address]) : __("No email address is known.");
	}

	// Another document will be made, for another customer perhaps: its profile is shown, unless one was chosen by hand.
	async send_as(sent_as) {
		if (sent_as === this.args.sent_as) return;
		this.args.sent_as = sent_as;
		await this.load(this.by_hand && this.options.profile);
	}

	async choose(profile) {
		if ((profile || "") === this.options.profile) return;
		this.by_hand = Boolean(profile);
		await this.load(profile);
	}

	async load(profile) {
		const args = Object.assign({}, this.args, profile ? { profile } : {});
		this.options = await ask_when_there("sending_options", args);
		const { email, printer, attach_pdf } = this.options;
		await this.dialog.set_values({
			profile: this.options.profile,
			email,
			printer,
			attach_pdf: attach_pdf ? 1 : 0,
		});
		this.dialog.set_df_property("email", "description", this.receiver());
	}

	// For the posting queue, which can not open a mail.
	later() {
		const { profile, email, attach_pdf } = this.choice;
		return email === AT_ONCE ? { send: 1, profile, attach_pdf } : {};
	}

	get choice() {
		const { profile, email, printer, attach_pdf } = this.dialog.get_values();
		return { profile: profile || null, email, printer, attach_pdf: attach_pdf ? 1 : 0 };
	}
}
