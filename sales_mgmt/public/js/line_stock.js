// What there is of an item at the line's location, less what other orders take: the server counts, once for all lines.

import { is_return } from "./chains";
import { plain_number } from "./numbers";

export function stock_of(frm, row) {
	const found = (frm.doc.__onload && frm.doc.__onload.availability) || {};
	return row.type === "Item" && row.item && row.location ? found[row.name] : undefined;
}

// A quote, an order or an invoice asks for more than is left. What comes back asks for nothing.
export function is_short(frm, row) {
	if (is_return(frm.doctype)) return false;
	const stock = stock_of(frm, row);
	return Boolean(stock) && needed(row) > 0 && needed(row) > stock.available;
}

export function stock_html(frm, row) {
	const stock = stock_of(frm, row);
	if (!stock) return "";
	const figures = [
		[__("In stock"), stock.in_stock],
		[__("On other orders"), stock.on_orders],
		[__("Available"), stock.available, is_short(frm, row) ? "sales-short" : ""],
	];
	return figures.map((figure) => figure_html(figure, stock.uom)).join("");
}

export function stock_text(frm, row) {
	const stock = stock_of(frm, row);
	if (!stock) return "";
	return __("{0} {1} in stock at {2}, {3} on other orders, {4} available", [
		plain_number(stock.in_stock),
		stock.uom,
		row.location,
		plain_number(stock.on_orders),
		plain_number(stock.available),
	]);
}

function figure_html([label, quantity, look = ""], uom) {
	const text = `${plain_number(quantity)} ${frappe.utils.escape_html(uom)}`;
	return `<span class="sales-figure ${look}">${label} <b>${text}</b></span>`;
}

function needed(row) {
	const left = flt(row.quantity) - flt(row.quantity_shipped) - flt(row.quantity_cancelled);
	return flt(left, 5) * (flt(row.qty_per_uom) || 1);
}
