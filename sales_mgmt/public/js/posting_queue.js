// A document in the posting queue: locked, watched until it is posted, and its errors shown.

import { ask, ask_when_there } from "./server";
import { POSTED, show_posted } from "./posted_message";
import { show_as_posted } from "./posting_form";
import { say_above } from "./say_above";

const PAUSE = 1500;
const watched = new Set();

export function show_queue_state(frm) {
	const { posting_job_status: status, posting_job_error: error } = frm.doc;
	if (status === "Queued") {
		show_as_posted(frm);
		const text = __("This document is in the posting queue. It can be changed when it is posted.");
		say_above(frm, "queue", text, "blue");
		watch_posting(frm);
	}
	if (status === "Error") {
		const reasons = (error || "").split("\n").map(frappe.utils.escape_html).join("<br>");
		const html = `<b>${__("This document could not be posted.")}</b><br>${reasons}`;
		say_above(frm, "queue", html, "red");
	}
}

// There may be no live updates, so the server is asked while the form is open.
export async function watch_posting(frm, done = show_posted) {
	const { doctype, docname: name } = frm;
	const key = `${doctype}/${name}`;
	if (watched.has(key)) return;
	watched.add(key);
	try {
		const state = await posting_ended(frm, doctype, name);
		if (!state) return;
		await frm.reload_doc();
		if (!state.status && Object.keys(POSTED).some((made) => state[made])) done(state);
	} finally {
		watched.delete(key);
	}
}

async function posting_ended(frm, doctype, name) {
	for (;;) {
		if (cur_frm !== frm || frm.docname !== name || frm.doctype !== doctype) return null;
		const state = await ask_when_there("posting_state", { doctype, name });
		if (state.status !== "Queued") return state;
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
}

export async function try_again(frm) {
	await ask("retry_posting", { doctype: frm.doctype, name: frm.docname });
	await frm.reload_doc();
}

export async function remove_from_queue(frm) {
	await ask("cancel_posting", { doctype: frm.doctype, name: frm.docname });
	await frm.reload_doc();
}
