// The one door to the server: every action lives in sales_mgmt.api.

export function ask(action, args, { freeze, silent } = {}) {
	return new Promise((resolve, reject) => {
		frappe.call({
			method: `sales_mgmt.api.${action}`,
			args,
			freeze: Boolean(freeze),
			freeze_message: freeze || "",
			// refusals are not shown
			silent: Boolean(silent),
			callback: (answer) => resolve(answer.message),
			error: (answer) => reject(new Refused(action, answer, !silent)),
		});
	});
}

// What the server did not do. `told`: Frappe has shown its message.
export class Refused extends Error {
	constructor(action, answer, told) {
		super(`The server refused ${action}.`);
		Object.assign(this, { answer, told });
	}
}

// Whoever pressed the button has read why nothing happened; that the action ends there is no error of the page.
window.addEventListener("unhandledrejection", (event) => {
	if (event.reason instanceof Refused && event.reason.told) event.preventDefault();
});
