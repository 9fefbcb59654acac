// The list of what blocks a posting and what deserves a second look.

const LOOK = {
	block: { colour: "red", title: () => __("These points must be settled before posting:") },
	warn: { colour: "orange", title: () => __("Please note:") },
};

export function is_blocked(findings) {
	return findings.some((finding) => finding.severity === "block");
}

export function findings_html(findings, titles = {}) {
	return ["block", "warn"]
		.map((severity) => [
			{ ...LOOK[severity], title: titles[severity] || LOOK[severity].title },
			findings.filter((finding) => finding.severity === severity),
		])
		.filter(([, found]) => found.length)
		.map(([look, found]) => section(look, found))
		.join("");
}

function section({ colour, title }, found) {
	return `
		<div class="sales-findings ${colour}">
			<div class="sales-findings-title">${title()}</div>
			<ul>${found.map((finding) => `<li>${sentence(finding)}</li>`).join("")}</ul>
		</div>`;
}

function sentence({ message, link }) {
	const text = frappe.utils.escape_html(message);
	return link ? `${text} ${frappe.utils.get_form_link(...link, true, __("Open", null, "verb"))}` : text;
}
