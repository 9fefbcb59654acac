// Numbers as people write them, by the same rules as the server (sales_mgmt/incoming/numbers.py).

const APOSTROPHES = /['\u2019\u02bc]/g;
const MINUS = /\u2212/g;
const literal = (mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// A text as a number, or null where it is none. `format`: one of Frappe's number formats, such as #.###,##
export function read_number(written, format = get_number_format()) {
	const text = written.replace(MINUS, "-").trim().replace(/%$/, "").trim();
	const sign = /^[+-]/.test(text) ? text[0] : "";
	const plain = ungrouped(text.slice(sign.length).trim(), format);
	return plain === null ? null : Number(`${sign === "-" ? "-" : ""}${plain}`);
}

function ungrouped(written, format) {
	const info = get_number_format_info(format);
	const [digits, group] = [written, info.group_sep || ""].map(with_blanks);
	const mark = info.decimal_str || (group === "." ? "," : ".");
	const tail = `(${literal(mark)}\\d*)?`;
	const is = (pattern) => new RegExp(`^(?:${pattern})$`).test(digits);
	if (is(`\\d+${tail}|${literal(mark)}\\d+`)) return digits.replace(mark, ".");
	for (const separator of new Set([group, " "])) {
		if (!separator) continue;
		const between = literal(separator);
		const pairs = format.startsWith("#,##,") ? `|\\d{1,2}(${between}\\d{2})*${between}\\d{3}` : "";
		if (is(`(\\d{1,3}(${between}\\d{3})+${pairs})${tail}`)) {
			return digits.replaceAll(separator, "").replace(mark, ".");
		}
	}
	// what can not separate groups is the decimal mark
	const is_decimal = [".", ","].includes(group) && digits.length > 1 && is(`\\d*${literal(group)}\\d*`);
	return is_decimal ? digits.replace(group, ".") : null;
}

// Apostrophes and every kind of blank group alike.
function with_blanks(text) {
	return text.replace(APOSTROPHES, " ").replace(/\s/g, " ");
}
