// The VAT specification beside the totals: what the server computed, written down as a table.

import { plain_number } from "./numbers";

export function render_totals(frm) {
	const field = frm.fields_dict.totals_html;
	const rows = (frm.doc.__onload && frm.doc.__onload.vat_specification) || [];
	if (field) field.$wrapper.html(rows.length ? vat_table(rows, frm.doc) : "");
}

function vat_table(rows, doc) {
	return `
		<table class="vat-specification">
			<thead><tr>
				<th>${__("VAT %")}</th>
				<th>${__("VAT Base")}</th>
				<th>${__("VAT Amount")}</th>
			</tr></thead>
			<tbody>${rows.map((row) => vat_row(row, doc)).join("")}</tbody>
		</table>`;
}

function vat_row(row, doc) {
	const money = (value) =>
		frappe.format(value, { fieldtype: "Currency", options: "currency" }, { inline: true }, doc);
	const percent = plain_number(row.vat_percent);
	return `<tr><td>${percent} %</td><td>${money(row.base)}</td><td>${money(row.vat_amount)}</td></tr>`;
}
