// What a posting would make, in a sentence or two for the dialog behind Post.

import { is_return } from "./chains";
import { plain_number } from "./numbers";
import { text } from "./text";

export function outlook_html(doctype, { moved, billed }) {
	const words = is_return(doctype) ? RETURN : SALE;
	const sentences = [];
	if (moved) sentences.push(words.moved(quantities(moved.quantities), moved.lines));
	if (billed) {
		const money = (amount) => format_currency(amount, billed.currency).bold();
		sentences.push(words.billed(money(billed.amount), money(billed.amount_including_vat), billed.lines));
	}
	return sentences.map((sentence) => `<p class="sales-outlook">${sentence}</p>`).join("");
}

const SALE = {
	moved: (goods, lines) => __("Shipped: {0}. Lines: {1}.", [goods, lines]),
	billed: (net, gross, lines) =>
		__("Invoiced: {0} excluding VAT, {1} including VAT. Lines: {2}.", [net, gross, lines]),
};
const RETURN = {
	moved: (goods, lines) => __("Received: {0}. Lines: {1}.", [goods, lines]),
	billed: (net, gross, lines) =>
		__("Credited: {0} excluding VAT, {1} including VAT. Lines: {2}.", [net, gross, lines]),
};

function quantities(moved) {
	return moved.map(({ uom, quantity }) => `${plain_number(quantity)} ${text(uom)}`.trim().bold()).join(", ");
}
