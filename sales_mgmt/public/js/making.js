// A document that the server makes from another one, and the way to it.

import { ask } from "./server";

export async function make(frm, doctype, action, args) {
	const name = await ask(action, args, { freeze: __("Creating the document…") });
	await frm.reload_doc();
	frappe.set_route("Form", doctype, name);
}
