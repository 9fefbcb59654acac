// Quantities, percentages and rates are kept with many decimals; nobody wants to read the zeros.

export function hide_trailing_zeros(control) {
	if (control.hides_trailing_zeros) return;
	control.hides_trailing_zeros = true;
	const format = control.format_for_input.bind(control);
	control.format_for_input = (value) => without_trailing_zeros(format(value));
	control.refresh();
}

function without_trailing_zeros(text) {
	return text.replace(/([.,])(\d*?)0+$/, (_match, point, digits) => (digits ? point + digits : ""));
}
