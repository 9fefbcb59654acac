// Number fields read what was typed as people write it; what is no number is named, and the value stays as it was.
//
// Frappe makes 0 of "abc", and 1 of "1'250". Here this holds for the fields of our forms, their grids, and whatever
// dialog is opened on our pages. While a message about a number is open, nothing is saved or sent.

import { is_our_doctype, is_our_page } from "./ours";
import { read_number } from "./read_number";
import { select_on_focus } from "./numbers";
import { text } from "./text";

const SHOWN = 40;
const SUM = /^[\d\s+\-*/().,]*\d\s*[+\-*/]\s*[\d(][\d\s+\-*/().,]*$/;
const DAY = /^\d{4}-\d{1,2}-\d{1,2}$/;
// A message about a number, from the moment it is shown until it is gone from the screen.
const OPEN = "open";
const CLOSING = "closing";
let told = null;
let waiting = null;

export function read_typed_numbers() {
	const { ControlInt, ControlData } = frappe.ui.form;
	const frappes = ControlInt.prototype.make_input;
	ControlInt.prototype.make_input = function () {
		frappes.call(this);
		if (is_ours(this) && this.$input) select_on_focus(this.$input);
	};
	ControlInt.prototype.get_input_value = function () {
		const typed = ControlData.prototype.get_input_value.call(this);
		if (typeof typed !== "string" || !typed.trim() || !is_ours(this)) return typed;
		// Frappe computes sums
		return SUM.test(typed) && !DAY.test(typed) ? typed : number_typed(this, typed);
	};
	stop_while_told();
}

function is_ours({ df, doctype, frm }) {
	const own = df.parent || doctype || (frm && frm.doctype);
	return own ? is_our_doctype(own) : is_our_page();
}

function number_typed(control, typed) {
	const { df } = control;
	const number = read_number(typed, format_of(control));
	if (number !== null && (df.fieldtype !== "Int" || Number.isInteger(number))) return number;
	tell_number(df.label, typed, number !== null);
	return keep(control);
}

function format_of(control) {
	return control.df.fieldtype === "Currency" ? control.get_number_format() : get_number_format();
}

// What stood there stays, in the document and on the screen.
function keep(control) {
	const kept = control.get_model_value() ?? control.value ?? null;
	setTimeout(() => control.$input && control.$input.val(control.format_for_input(kept)));
	return kept;
}

// `is_broken`: it is a number, and not a whole one.
export function tell_number(label, typed, is_broken = false) {
	// What is typed while the last message fades would be put back without a word: Bootstrap shows nothing meanwhile.
	if (told === CLOSING) waiting = [label, typed, is_broken];
	if (told) return;
	told = OPEN;
	const values = [`<b>${text(__(label))}</b>`, text(typed.length > SHOWN ? `${typed.slice(0, SHOWN)}…` : typed)];
	frappe.msgprint({
		title: __("Can Not Be Read"),
		indicator: "red",
		message: is_broken
			? __("{0}: {1} is not a whole number.", values)
			: __("{0}: {1} is not a number.", values),
	});
	const { $wrapper } = frappe.msg_dialog;
	$wrapper.one("hide.bs.modal", () => (told = CLOSING));
	$wrapper.one("hidden.bs.modal", () => {
		const next = waiting;
		told = waiting = null;
		if (next) tell_number(...next);
	});
}

// A message that was closed and fades stops nothing, unless the next one waits for it.
const is_told = () => told === OPEN || Boolean(waiting);

function stop_while_told() {
	const { prototype } = frappe.ui.FieldGroup;
	const frappes = prototype.get_values;
	prototype.get_values = function (ignore_errors, ...more) {
		const values = frappes.call(this, ignore_errors, ...more);
		return is_told() && !ignore_errors ? null : values;
	};
}

// For the event `validate` of our forms.
export function stop_saving_while_told() {
	if (is_told()) frappe.validated = false;
}
