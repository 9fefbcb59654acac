// Post and Send: the posting's own question with the sending profile below it, then the posting, then what was chosen.

import { chain_of, is_order } from "../chains";
import { default_option, option_arguments, posting_options } from "../posting_options";
import { AT_ONCE, NO, ProfileFields } from "./profile_fields";
import { send_posted } from "./send";

export async function post_and_send(frm, post) {
	const { doctype, docname: name } = frm;
	const sending = await ProfileFields.of({ doctype, name, sent_as: await first_sent(frm) });
	const asks = {
		title: __("Post and Send {0}", [name]),
		fields: sending.fields,
		option_chosen: (option) => sending.send_as(sent(doctype, option)),
		later: () => sending.later(),
		set dialog(dialog) {
			sending.dialog = dialog;
		},
		get dialog() {
			return sending.dialog;
		},
	};
	const done = (posted, queued) => {
		const { choice } = sending;
		// the queue has sent it by now, whether or not the form stayed open
		const sent = queued && choice.email === AT_ONCE;
		return send_posted(posted, sent ? Object.assign(choice, { email: NO }) : choice);
	};
	return post(frm, { asks, done, needs_result: true });
}

async function first_sent(frm) {
	if (!is_order(frm.doctype)) return frm.doctype;
	const { options } = await posting_options(frm.doctype);
	return sent(frm.doctype, default_option(frm.doc, options));
}

// Of what a posting makes, the invoice is sent, or the credit memo; without one the delivery note, or the receipt.
function sent(doctype, option) {
	const { billed, moved } = chain_of(doctype);
	return (option_arguments(option) || {}).invoice ? billed : moved;
}
