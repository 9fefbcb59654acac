// Fills an edited sales document with what the server computes.
//
// The form only notes which fields were touched. The server knows what depends on them and sends the
// whole document back; values the person changed in the meantime are left alone.

import { row_of, shown_fields } from "./grid_cells";
import { when_back } from "./line";
import { ask } from "./server";
import { has_focus, is_blank, merge } from "./merge";
import { has_addressee } from "./quote";

// Milliseconds that the form waits for more before it asks. Where the server takes long, more is gathered per call.
const AFTER_ENTRY = { least: 20, most: 250 };
const WHILE_TYPING = { least: 60, most: 400 };
const STARTS_CALCULATION = [
	"Link",
	"Dynamic Link",
	"Date",
	"Currency",
	"Float",
	"Percent",
	"Int",
	"Check",
	"Select",
];

const COUNTED = ["Currency", "Float", "Percent", "Int"];

export class Calculator {
	static of(frm) {
		if (!frm.sales_calculator) frm.sales_calculator = new Calculator(frm);
		return frm.sales_calculator;
	}

	constructor(frm) {
		this.frm = frm;
		this.took = 0;
		this.reset();
	}

	// Forgets what was touched. An answer that is still on its way will be ignored.
	reset() {
		clearTimeout(this.timer);
		this.timer = null;
		this.request = null;
		this.touched = [];
		this.typing = null;
		this.again = null;
		this.learn();
	}

	// Remembers the header as it is now. On a new document Frappe reports its own defaults as if a person
	// had just entered them; this is how they are told apart from changes.
	learn() {
		this.docname = this.frm.docname;
		this.known = Object.assign({}, this.frm.doc);
	}

	is_news(fieldname) {
		const value = this.frm.doc[fieldname];
		const news = (this.known[fieldname] || null) !== (value || null);
		this.known[fieldname] = value;
		return news;
	}

	// Without an addressee there is nothing to go by; choosing one fills whatever is still blank.
	touch(change, wait = AFTER_ENTRY) {
		if (!has_addressee(this.frm.doc)) return;
		this.touched = unite(this.touched, [change]);
		clearTimeout(this.timer);
		const delay = Math.min(Math.max(this.took / 4, wait.least), wait.most);
		this.timer = setTimeout(() => this.send(), delay);
	}

	// A number that is still being typed counts already; it enters the document when its input is left.
	type(control, change) {
		if (is_blank(typed_value(control))) return;
		this.typing = { control, change };
		this.touch(change, WHILE_TYPING);
	}

	// A text typed while a calculation is due belongs to the person, not to the item just chosen.
	note(change) {
		if (this.timer || this.request) this.touched = unite(this.touched, [change]);
	}

	// Resolves when nothing is waiting and nothing is on its way.
	async flush() {
		while (this.timer || this.request) {
			await (this.request || this.send());
		}
	}

	send() {
		clearTimeout(this.timer);
		this.timer = null;
		// one call at a time: the answer that is awaited will ask again
		if (this.request) return this.request;

		const changed = this.touched;
		// what the server said before is no part of the document
		const sent = JSON.parse(JSON.stringify({ ...this.frm.doc, __onload: undefined }));
		const silent = this.put_typed(sent);
		this.touched = [];
		const started = performance.now();
		const request = ask("calculate", { doc: sent, changed }, { silent }).then(
			(answer) => {
				this.took = performance.now() - started;
				return this.receive(request, sent, changed, answer);
			},
			(error) => this.fail(request, changed, error),
		);
		this.request = request;
		return request;
	}

	// Returns whether somebody is still typing: what is half typed may be impossible, and is no reason to interrupt.
	put_typed(sent) {
		const { control, change } = this.typing || {};
		this.typing = null;
		if (!control || !has_focus(control)) return false;
		const value = typed_value(control);
		const target = change.row ? sent[change.table].find((row) => row.name === change.row) : sent;
		if (is_blank(value) || !target) return false;
		target[change.fieldname] = value;
		return true;
	}

	receive(request, sent, changed, answer) {
		if (request !== this.request) return;
		this.request = null;
		if (this.touched.length) {
			this.touched = unite(changed, this.touched);
			if (!this.timer) return this.send();
			return;
		}
		merge(this.frm, sent, answer);
		// on this basis all prices are from now on, so saving converts none of them again
		this.frm.doc.__prices_include_vat = answer.prices_include_vat ? 1 : 0;
		this.learn();
		this.frm.trigger("calculated");
	}

	// What could not be asked for lack of a connection is asked when it is back, if the form still shows the same document.
	fail(request, changed, error) {
		if (request !== this.request) return;
		this.request = null;
		this.touched = unite(changed, this.touched);
		if (!error.away) return;
		const { docname } = this;
		this.again = this.again || (() => this.touched.length && this.docname === docname && this.send());
		when_back(this.again);
	}
}

// Every field a person can choose or count in starts a calculation; free text is only noted.
export function watch(frm, table) {
	const lines = frappe.meta.get_docfield(frm.doctype, table).options;
	for (const df of entered_fields(frm.doctype)) {
		const { fieldname } = df;
		frappe.ui.form.on(frm.doctype, fieldname, (form) => tell(form, df, { fieldname }));
	}
	for (const df of entered_fields(lines)) {
		const { fieldname } = df;
		on_line(frm, lines, fieldname, (row) => tell(frm, df, { row, fieldname }));
	}
	on_line(frm, lines, `${table}_remove`, () => Calculator.of(frm).touch({ fieldname: table }));
	watch_typing(frm, table);
}

function watch_typing(frm, table) {
	const numbers = COUNTED.map((type) => `input[data-fieldtype="${type}"]`).join();
	$(frm.wrapper).on("input", numbers, ({ target }) => {
		const { fieldname } = target.dataset;
		const grid_row = row_of(frm, table, target);
		const fields = grid_row ? shown_fields(grid_row, target) : frm.fields_dict;
		const control = fields[fieldname];
		if (!control?.$input || control.$input[0] !== target) return;
		const row = grid_row ? { row: grid_row.doc.name, table } : {};
		Calculator.of(frm).type(control, { ...row, fieldname });
	});
}

function typed_value(control) {
	return control.get_parsed_value(control.get_input_value());
}

function tell(frm, df, change) {
	const calculator = Calculator.of(frm);
	if (!change.row && !calculator.is_news(df.fieldname)) return;
	if (STARTS_CALCULATION.includes(df.fieldtype)) calculator.touch(change);
	else calculator.note(change);
}

function entered_fields(doctype) {
	return frappe.get_meta(doctype).fields.filter((df) => frappe.model.is_value_type(df) && !df.read_only);
}

// Documents share their line DocType, so a line handler answers for its own form only.
function on_line(frm, lines, event, handler) {
	frappe.ui.form.on(lines, event, (form, _cdt, cdn) => {
		if (form === frm) handler(cdn);
	});
}

function unite(first, second) {
	const key = (change) => `${change.row || ""}.${change.fieldname}`;
	const known = new Set(first.map(key));
	return first.concat(second.filter((change) => !known.has(key(change))));
}
