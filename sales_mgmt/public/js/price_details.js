// Price Details of a line: every agreement that was looked at, what it would give and what became of it.

import { new_dialog } from "./guarded";
import { Calculator } from "./calculate";
import { ask } from "./server";
import { plain_number, price_text } from "./numbers";

export const is_document = (origin) => Boolean(origin) && !["Search", "Typed"].includes(origin);

const BLOCKS = [
	["Price", () => __("Unit Price"), (value, doc) => price_text(value, doc.currency)],
	["Discount", () => __("Line Discount"), (value) => `${plain_number(value)} %`],
];

export async function open_price_details(frm, name) {
	await Calculator.of(frm).flush();
	const row = frm.doc.lines.find((line) => line.name === name);
	const trace = await ask("price_trace", { doc: frm.doc, row: name }, { freeze: __("One moment…") });
	const dialog = new_dialog({
		title: __("Price Details: {0}", [frappe.utils.escape_html(row.description || row.item)]),
		size: "large",
		fields: [{ fieldname: "trace", fieldtype: "HTML" }],
	});
	dialog.fields_dict.trace.$wrapper.html(circumstances(frm.doc, row, trace) + trace_html(trace, frm.doc));
	dialog.show();
}

function circumstances(doc, row, trace) {
	const text = __("Item {0}, {1} {2} for {3}", [
		row.item,
		plain_number(row.quantity),
		row.uom || "",
		doc.bill_to_name || doc.bill_to_customer || "",
	]);
	const found = trace.find((entry) => entry.thing === "Price" && entry.chosen);
	const remarks = [
		agreed_price(row, doc),
		agreed_discount(row),
		row.price_origin === "Search" &&
			found &&
			flt(found.value - row.unit_price, 5) !== 0 &&
			__("The line has {0} from an earlier search; this is what a search finds now.", [
				price_text(row.unit_price, doc.currency),
			]),
	].filter(Boolean);
	const paragraphs = [text, ...remarks].map((line) => `<p>${frappe.utils.escape_html(line)}</p>`);
	return `<div class="text-muted">${paragraphs.join("")}</div>`;
}

// What no search gave: it was typed, or taken from another document, whose DocType is the origin.
function agreed_price(row, doc) {
	const price = price_text(row.unit_price, doc.currency);
	if (row.price_origin === "Typed") {
		return __("The unit price {0} was typed by hand; this is what a search finds.", [price]);
	}
	if (!is_document(row.price_origin)) return "";
	const values = [price, __(row.price_origin), row.price_from];
	return __("The unit price {0} comes from {1} {2}; this is what a search finds.", values);
}

function agreed_discount(row) {
	const percent = plain_number(row.line_discount_percent);
	if (row.discount_origin === "Typed") {
		return __("The discount {0} % was typed by hand; this is what a search finds.", [percent]);
	}
	if (!is_document(row.discount_origin) || !row.line_discount_percent) return "";
	const values = [percent, __(row.discount_origin), row.discount_from];
	return __("The discount {0} % comes from {1} {2}; this is what a search finds.", values);
}

function trace_html(trace, doc) {
	return BLOCKS.map(([thing, title, format]) => {
		const rows = trace.filter((entry) => entry.thing === thing && !entry.origin);
		return block_html(title(), rows, (value) => format(value, doc));
	}).join("");
}

function block_html(title, rows, format) {
	if (!rows.length) {
		return `<h5>${title}</h5><p class="text-muted">${__("Nothing is agreed.")}</p>`;
	}
	return `
		<h5>${title}</h5>
		<table class="table table-bordered table-condensed sales-trace">
			<thead><tr>
				<th>${__("Price List")}</th>
				<th class="text-right">${title}</th>
				<th>${__("Reason")}</th>
			</tr></thead>
			<tbody>${rows.map((entry) => row_html(entry, format)).join("")}</tbody>
		</table>`;
}

// Reasons come from the server as safe HTML.
function row_html({ list, value, chosen, accepted, reason }, format) {
	const look = chosen ? "sales-chosen" : accepted ? "" : "text-muted";
	const from = list ? frappe.utils.get_form_link("Price List", list, true) : __("Price of the item");
	const shown = value === null ? "" : format(value);
	return `<tr class="${look}"><td>${from}</td><td class="text-right">${shown}</td><td>${reason}</td></tr>`;
}
