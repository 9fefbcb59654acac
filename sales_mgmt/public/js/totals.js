// The VAT specification beside the totals: what the server computed, written down as a table.

export function render_totals(frm) {
	const field = frm.fields_dict.totals_html;
	const rows = (frm.doc.__onload && frm.doc.__onload.vat_specification) || [];
	if (field) field.$wrapper.html(rows.length ? vat_table(rows, frm.doc) : "");
}

// Percentages and rates are kept with many decimals; nobody wants to read the zeros.
export function hide_trailing_zeros(frm, ...fieldnames) {
	for (const field of fieldnames.map((fieldname) => frm.fields_dict[fieldname]).filter(Boolean)) {
		const formatted = field.format_for_input.bind(field);
		field.format_for_input = (value) =>
			formatted(value).replace(/([.,])(\d*?)0+$/, (_zeros, point, digits) =>
				digits ? point + digits : ""
			);
	}
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
	const percent = frappe.format(row.vat_percent, { fieldtype: "Float" }, { inline: true });
	return `<tr><td>${percent} %</td><td>${money(row.base)}</td><td>${money(row.vat_amount)}</td></tr>`;
}
