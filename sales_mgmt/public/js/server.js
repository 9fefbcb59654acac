// The one door to the server: every action lives in sales_mgmt.api.

import { is_away, line_is_back, line_lost, tell_away, when_lost } from "./line";
import { NotDone } from "./refusals";

// Settles whatever happens. Frappe answers neither way when it is offline, nor to several statuses of HTTP.
export const ask = (action, args, options) => call(`sales_mgmt.api.${action}`, args, options);

// The same for a method of Frappe's own.
export function call(method, args, { freeze, silent } = {}) {
	if (!navigator.onLine) {
		if (silent) line_lost();
		else tell_away();
		return Promise.reject(new NotDone(method, { away: true, told: !silent }));
	}
	return new Promise((resolve, reject) => {
		frappe
			.call({
				method,
				args,
				freeze: Boolean(freeze),
				freeze_message: freeze || "",
				// refusals are not shown
				silent: Boolean(silent),
			})
			.then(
				(answer) => resolve(answer && answer.message),
				(xhr) => {
					const lost = !xhr || !xhr.status;
					if (lost && !silent) tell_away();
					reject(new NotDone(method, { away: lost, told: !silent, answer: xhr?.responseJSON }));
				},
			);
	});
}

export function list_of(doctype, args) {
	return call("frappe.desk.reportview.get_list", { doctype, fields: ["name"], ...args });
}

// What a screen begins by itself, so that nobody presses anything again: without a line it waits until there is one.
export async function when_there(begin) {
	for (;;) {
		try {
			return await begin();
		} catch (error) {
			if (!error.away) throw error;
			await line_is_back();
		}
	}
}

export const ask_when_there = (action, args) => when_there(() => ask(action, args));

export const call_when_there = (method, args) => when_there(() => call(method, args));

// Of what Frappe begins: ends when the line is lost, where Frappe's own promise would stay open for ever.
export function unless_lost(begin) {
	const lost = () => new NotDone("line", { away: true });
	if (is_away()) {
		line_lost();
		return Promise.reject(lost());
	}
	return new Promise((resolve, reject) => {
		const settled = when_lost(() => reject(lost()));
		Promise.resolve(begin()).then(resolve, reject).finally(settled);
	});
}

// Without a connection Frappe's own saving would answer neither way, and neither would loading anew. What is on the form is
// kept in the browser; what was to be loaded is loaded when the line is back.
export function settle_form(frm) {
	const save = frm.save.bind(frm);
	frm.save = (action, callback, button, on_error) => {
		if (!is_away()) return save(action, callback, button, on_error);
		tell_away();
		if (button) $(button).prop("disabled", false);
		if (on_error) on_error();
		return Promise.resolve();
	};
	const reload = frm.reload_doc.bind(frm);
	frm.reload_doc = () => when_there(() => unless_lost(reload));
}

// Saves open edits, for actions work on what is stored. Rejects where the form could not be saved; Frappe's own promise
// would then stay open for ever.
export async function stored(frm) {
	if (!frm.is_dirty() && !frm.is_new()) return;
	if (is_away()) {
		tell_away();
		throw new NotDone("save", { away: true });
	}
	await saving_ended(frm);
	if (frm.is_dirty() || frm.is_new()) throw new NotDone("save");
}

// Whichever way it ends, Frappe frees the button that saving was asked by; a mandatory field that is blank ends nothing else.
function saving_ended(frm) {
	const button = $("<button>");
	return new Promise((resolve) => {
		const watch = new MutationObserver(() => button.prop("disabled") || resolve());
		watch.observe(button[0], { attributes: true, attributeFilter: ["disabled"] });
		frm.save("Save", null, button, resolve).then(resolve);
	});
}
