// What the person has been told is no error of the page: it only ends what was begun.

import { is_away } from "./line";

// What was asked for was not done. `told`: the person has read why; `away`: there was no connection; `answer`: the server's.
export class NotDone extends Error {
	constructor(message, { away = false, told = true, answer } = {}) {
		super(message);
		Object.assign(this, { away, told, answer });
	}
}

// Says what is lacking, and ends the action.
export function refuse(message) {
	frappe.msgprint({ message, indicator: "red" });
	throw new NotDone(message);
}

// A call of Frappe's own that found no connection ends in its bare request; that was said at the top of the page, which may be
// over by now.
function is_known(reason) {
	if (reason instanceof NotDone) return reason.told;
	if (reason?.status === 0 && reason.readyState === 0) return true;
	return is_away() && reason === undefined;
}

export function keep_quiet_about_what_is_told() {
	window.addEventListener("unhandledrejection", (event) => {
		if (is_known(event.reason)) event.preventDefault();
	});
}
