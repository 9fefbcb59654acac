// Quantities, percentages and rates are kept with many decimals; nobody wants to read the zeros.

const NUMBERS = ["Currency", "Float", "Int", "Percent"];
const TEXTS = {
	Float: (value) => plain_number(value),
	Percent: (value) => `${plain_number(value)} %`,
};

// A price may be finer than its currency.
const PRICES = ["unit_price", "unit_cost"];
const PRICE_DECIMALS = 5;

// Wherever a quantity, price or percentage of this DocType is only read. Nothing entered shows nothing.
export function show_plain_numbers(doctype) {
	for (const df of docfields(doctype).filter((df) => !df.formatter)) {
		if (is_plain(df)) df.formatter = show_plain(df);
		if (is_price(df)) df.formatter = show_price;
	}
}

// Frappe keeps the fields of a DocType in a table and in a list, and copies them for every document from the list.
// The two hold different objects once the DocType was loaded twice, as for a form that is opened from another one.
export function docfields(doctype) {
	const { docfield_map, docfield_list, docfield_copy } = frappe.meta;
	const copies = Object.values(docfield_copy[doctype] || {});
	return [docfield_map[doctype] || {}, docfield_list[doctype] || [], ...copies].flatMap(Object.values);
}

function show_plain({ fieldtype }) {
	return (value) => (is_null(value) ? "" : TEXTS[fieldtype](value));
}

function show_price(value, df, _options, doc) {
	return is_null(value) ? "" : price_text(value, frappe.meta.get_field_currency(df, doc));
}

export function tidy_number(control) {
	if (!NUMBERS.includes(control.df.fieldtype) || control.is_tidy) return;
	control.is_tidy = true;
	if (is_plain(control.df)) hide_trailing_zeros(control);
	if (is_price(control.df)) keep_decimals(control);
	select_at_once(control);
}

function hide_trailing_zeros(control) {
	const format = control.format_for_input.bind(control);
	control.format_for_input = (value) =>
		without_trailing_zeros(format(value), cint(control.get_precision()));
	control.refresh();
}

// Frappe would round a price to its currency as soon as its input is left.
function keep_decimals(control) {
	control.get_precision = () => PRICE_DECIMALS;
	control.format_for_input = (value) => {
		if (is_null(value)) return "";
		const currency = frappe.meta.get_field_currency(control.df, control.get_doc());
		return format_number(value, get_number_format(currency), decimals_of_price(value, currency));
	};
	control.refresh();
}

// Frappe parses and selects a number 100 ms after it got the focus, and with it what was typed by then: the
// next digit would replace it.
function select_at_once(control) {
	const make_input = control.make_input.bind(control);
	control.make_input = () => {
		make_input();
		select_on_focus(control.$input);
	};
	if (control.$input) select_on_focus(control.$input);
}

export function select_on_focus($input) {
	const input = $input[0];
	let entered_by_mouse = false;
	$input
		.off("focus")
		// a message may have taken the focus meanwhile, and selecting would take it back
		.on("focus", () => document.activeElement === input && input.select())
		.on("mousedown", () => (entered_by_mouse = input !== document.activeElement))
		.on("mouseup", () => {
			// the mouse has put the cursor somewhere, unless it was drawn over digits
			if (entered_by_mouse && input.selectionStart === input.selectionEnd) input.select();
			entered_by_mouse = false;
		});
}

function is_plain(df) {
	return df.fieldtype in TEXTS && !df.options;
}

function is_price(df) {
	return df.fieldtype === "Currency" && PRICES.includes(df.fieldname);
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
