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

// A result without a word says what was done.
function row_html(doctype, { name, ok, message }, done) {
	const reasons = reasons_html(message);
	return `<tr class="${ok ? "sales-done" : "sales-failed"}">
		<td>${frappe.utils.get_form_link(doctype, name, true, frappe.utils.escape_html(name))}</td>
		<td><span class="indicator-pill ${ok ? "green" : "red"}">${ok ? done : __("Failed")}</span></td>
		<td>${ok && !message ? "" : reasons}</td></tr>`;
}

function reasons_html(message) {
	const reasons = (message || "").split("\n").map(frappe.utils.escape_html);
	return reasons.length > 1 ? `<ul>${reasons.map((one) => `<li>${one}</li>`).join("")}</ul>` : reasons[0];
}
