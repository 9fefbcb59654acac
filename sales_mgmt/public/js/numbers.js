// Quantities, percentages and rates are kept with many decimals; nobody wants to read the zeros.

export function hide_trailing_zeros(control) {
	if (control.hides_trailing_zeros) return;
	control.hides_trailing_zeros = true;
	const format = control.format_for_input.bind(control);
	control.format_for_input = (value) =>
		without_trailing_zeros(format(value), cint(control.get_precision()));
	control.refresh();
}

export function plain_number(value) {
	return format_number(value, null, decimals_of(value));
}

// As many decimals as the price has, and at least those of its currency: 0.0125 stays 0.0125.
export function price_text(value, currency) {
	return format_currency(value, currency, decimals_of_price(value, currency));
}

export function decimals_of_price(value, currency) {
	const usual = get_number_format_info(get_number_format(currency)).precision;
	return Math.max(decimals_of(value), usual);
}

function decimals_of(value) {
	const [, decimals = ""] = String(flt(value, 5)).split(".");
	return decimals.length;
}

// "1.250,50000" becomes "1.250,5" and "1.250,00000" becomes "1250": without decimals a group separator
// could be read as a decimal point.
function without_trailing_zeros(text, precision) {
	if (!precision || text.length <= precision) return text;
	const point = text.length - precision - 1;
	const whole = text.slice(0, point);
	const decimals = text.slice(point + 1).replace(/0+$/, "");
	return decimals ? whole + text[point] + decimals : whole.replace(/[^\d-]/g, "");
}
