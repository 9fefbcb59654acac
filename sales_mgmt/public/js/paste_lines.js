// Lines from a spreadsheet: pasted into the item of a row, they are read, priced and counted by one call.

import { Calculator } from "./calculate";
import { row_of } from "./grid_cells";
import { drop_blank_lines } from "./line_entry";
import { merge } from "./merge";
import { ask } from "./server";

const STARTS_A_ROW = ["type", "product_type", "item"];
const OF_THE_ROW = ["name", "idx", "parent", "parenttype", "parentfield", "doctype", "docstatus", "owner"];

export function setup_pasting(frm) {
	frm.pastes_lines = true;
	// before Frappe's own handler, which sets cell after cell and takes columns as the grid shows them
	frm.wrapper.addEventListener("paste", (event) => paste(frm, event), true);
}

function paste(frm, event) {
	const text = event.clipboardData.getData("text/plain");
	const { target } = event;
	if (!is_table(text) || target.closest(".form-in-grid") || !takes_lines(frm, target)) return;
	event.preventDefault();
	event.stopImmediatePropagation();
	(frm.doctype === "Price List" ? add_prices : add_lines)(frm, text);
}

// A cell that a row begins with, in a document whose lines are read by the server.
export function takes_lines(frm, target) {
	const begins = STARTS_A_ROW.includes(target.dataset.fieldname);
	return begins && Boolean(frm.pastes_lines && row_of(frm, "lines", target));
}

function is_table(text) {
	return /\t|\n./.test(text);
}

async function add_prices(frm, text) {
	const { lines, problems } = await ask("paste_price_lines", { text }, { freeze: __("Adding lines…") });
	drop_blank_lines(frm);
	for (const values of lines) frm.add_child("lines", values);
	if (lines.length) frm.dirty();
	frm.refresh_field("lines");
	report(lines.length, problems);
}

async function add_lines(frm, text) {
	await Calculator.of(frm).flush();
	drop_blank_lines(frm);
	const sent = JSON.parse(JSON.stringify({ ...frm.doc, __onload: undefined }));
	const freeze = __("Adding lines…");
	const { doc, added, problems } = await ask("paste_lines", { doc: sent, text }, { freeze });
	const { availability } = doc.__onload;
	merge(frm, sent, doc);
	for (const line of doc.lines.slice(doc.lines.length - added)) {
		const row = frm.add_child("lines");
		const values = Object.entries(line).filter(([fieldname]) => !OF_THE_ROW.includes(fieldname));
		Object.assign(row, Object.fromEntries(values));
		if (availability && availability[line.name]) availability[row.name] = availability[line.name];
	}
	frm.doc.__onload.availability = availability;
	if (added) frm.dirty();
	frm.refresh_field("lines");
	Calculator.of(frm).learn();
	frm.trigger("calculated");
	report(added, problems);
}

function report(added, problems) {
	if (added) frappe.show_alert({ message: __("{0} lines were added.", [added]), indicator: "green" });
	if (!problems.length) return;
	const rows = problems.map(({ message, text }) =>
		[message, text.replaceAll("\t", " · ")].map(frappe.utils.escape_html),
	);
	frappe.msgprint({
		title: __("Not Added: {0}", [problems.length]),
		indicator: "orange",
		message: `
			<p>${__("These rows became no lines. Correct them and paste them again.")}</p>
			<ul>${rows.map(([message, text]) => `<li>${message} <span class="text-muted">${text}</span></li>`).join("")}</ul>`,
	});
}
