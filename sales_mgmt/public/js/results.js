// What became of many documents: a line each, those that failed first, with the reasons.

export function show_results(doctype, results, { title, done, notes = "" }) {
	const failed = results.filter((result) => !result.ok);
	const rows = [...failed, ...results.filter((result) => result.ok)];
	frappe.msgprint({
		title,
		indicator: failed.length ? "orange" : "green",
		wide: true,
		message: `<table class="table sales-results"><tbody>
			${rows.map((result) => row_html(doctype, result, done)).join("")}</tbody></table>${notes}`,
	});
}

// What was done stands there once, whether the server says it too or not.
function row_html(doctype, { name, ok, message }, done) {
	const told = message === done ? "" : reasons_html(message);
	return `<tr class="${ok ? "sales-done" : "sales-failed"}">
		<td>${frappe.utils.get_form_link(doctype, name, true, frappe.utils.escape_html(name))}</td>
		<td><span class="indicator-pill ${ok ? "green" : "red"}">${ok ? done : __("Failed")}</span></td>
		<td>${told}</td></tr>`;
}

function reasons_html(message) {
	const reasons = (message || "").split("\n").map((one) => frappe.utils.escape_html(one));
	return reasons.length > 1 ? `<ul>${reasons.map((one) => `<li>${one}</li>`).join("")}</ul>` : reasons[0];
}
