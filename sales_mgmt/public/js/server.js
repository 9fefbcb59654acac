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
			error: reject,
		});
	});
}
