// The one door to the server: every action lives in sales_mgmt.api.

import { is_away, line_lost, tell_away } from "./line";
import { NotDone } from "./refusals";

// Settles whatever happens. Frappe answers neither way when it is offline, nor to several statuses of HTTP.
export function ask(action, args, { freeze, silent } = {}) {
	if (!navigator.onLine) {
		if (silent) line_lost();
		else tell_away();
		return Promise.reject(new NotDone(action, { away: true, told: !silent }));
	}
	return new Promise((resolve, reject) => {
		frappe
			.call({
				method: `sales_mgmt.api.${action}`,
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
					reject(new NotDone(action, { away: lost, told: !silent, answer: xhr?.responseJSON }));
				},
			);
	});
}

// Without a connection Frappe's own saving would answer neither way. What is on the form is kept in the browser.
export function settle_saving(frm) {
	const save = frm.save.bind(frm);
	frm.save = (action, callback, button, on_error) => {
		if (!is_away()) return save(action, callback, button, on_error);
		tell_away();
		if (button) $(button).prop("disabled", false);
		if (on_error) on_error();
		return Promise.resolve();
	};
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
