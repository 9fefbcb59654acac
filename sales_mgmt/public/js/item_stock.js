// Where an item lies and what orders take of it, on the item's card.

import { plain_number } from "./numbers";

const COLUMNS = [
	["in_stock", () => __("In Stock")],
	["on_orders", () => __("On Orders")],
	["available", () => __("Available")],
];

export function item_stock_html(rows) {
	if (!rows.length) return `<p class="text-muted">${__("Nothing is in stock or on order.")}</p>`;
	const head = COLUMNS.map(([, label]) => `<th>${label()}</th>`).join("");
	return `
		<table class="sales-stock">
			<thead><tr><th>${__("Location")}</th>${head}</tr></thead>
			<tbody>${rows.map(row_html).join("")}</tbody>
		</table>`;
}

function row_html(row) {
	const cells = COLUMNS.map(([name]) => {
		const short = name === "available" && row.available < 0 ? "text-danger" : "";
		return `<td class="${short}">${plain_number(row[name])} ${frappe.utils.escape_html(row.uom)}</td>`;
	});
	const location = frappe.utils.get_form_link("Location", row.location, true);
	return `<tr><td>${location}</td>${cells.join("")}</tr>`;
}
