// What the person has been told is no error of the page: it only ends what was begun.

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

export function keep_quiet_about_what_is_told() {
	window.addEventListener("unhandledrejection", (event) => {
		if (event.reason instanceof NotDone && event.reason.told) event.preventDefault();
	});
}
