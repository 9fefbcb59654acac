// Every button and every confirmation of ours is made here, so that a second click does nothing: an action that is running
// is not begun again, and a dialog that was answered takes no other answer. And without a line to the server nothing is begun:
// that is said, and the same button or answer works when the line is back. tests/unit/test_guarded_buttons.py holds it.

import { is_away, tell_away, when_back, when_lost } from "./line";
import { keep_rows_as_given } from "./fixed_rows";
import { NotDone } from "./refusals";
import { tab_into_cells } from "./tab_entry";

// What Frappe begins may stay open for ever when the line is lost: it blocks nothing once the line is back.
function unblock(free) {
	return when_lost(() => when_back(free));
}

// The same function, deaf while what it began last is still going on. An error stays what it was: uncaught, or told.
export function once(run) {
	let busy = false;
	return function (...args) {
		if (busy) return undefined;
		busy = true;
		const settled = unblock(() => (busy = false));
		const free = () => {
			settled();
			busy = false;
		};
		let result;
		try {
			result = run.apply(this, args);
		} catch (error) {
			free();
			if (error instanceof NotDone) return undefined;
			throw error;
		}
		if (!result || !result.then) {
			free();
			return result;
		}
		return result.then(
			(value) => {
				free();
				return value;
			},
			(error) => {
				free();
				throw error;
			},
		);
	};
}

// What Frappe begins without a line may neither end nor fail, and its button would be deaf for ever.
function on_line(run) {
	return function (...args) {
		if (!is_away()) return run.apply(this, args);
		tell_away();
		return undefined;
	};
}

// Frappe holds a button down until what it began ends well; what the person has been told ended, too.
const told = (error) => {
	if (!(error instanceof NotDone && error.told)) throw error;
};

function pressed(run) {
	const act = once(run);
	return on_line(function (...args) {
		const result = act.apply(this, args);
		return result?.then ? result.then(null, told) : result;
	});
}

let Guarded = null;

// frappe.ui.Dialog whose buttons act once while it is open. Made late: the class stands in Frappe's own bundle.
export function new_dialog(options) {
	Guarded = Guarded || guarded_class();
	const dialog = new Guarded(options);
	tab_into_cells(dialog);
	keep_rows_as_given(dialog);
	dialog.fields_list.forEach(open_aside);
	return dialog;
}

// The calendar of a date opens beside its field where there is room; on a phone it hangs below it, and the dialog makes room
// for it, so that it never lies over a button.
const CALENDAR = { width: 270, height: 300 };

function open_aside(field) {
	const { datepicker, $input } = field;
	if (!datepicker || !$input) return;
	const place = () => {
		const { left, right, bottom } = $input[0].getBoundingClientRect();
		const { width } = CALENDAR;
		const aside = window.innerWidth - right > width ? "right top" : left > width ? "left top" : null;
		datepicker.update("position", aside || "bottom left");
		if (!aside) make_room($input.closest(".modal-body"), bottom);
	};
	// on its way down, before the calendar itself hears of it
	$input[0].addEventListener("focus", place, true);
	// Frappe 16 places it once more when it is shown
	field.update_datepicker_position = place;
}

// It stays: a button that moved up again when the calendar closes would slip away under the finger.
function make_room($body, bottom) {
	const room = $body[0].getBoundingClientRect().bottom - bottom;
	const padding = parseFloat($body.css("padding-bottom"));
	if (room < CALENDAR.height) $body.css("padding-bottom", `${padding + CALENDAR.height - room}px`);
}

function guarded_class() {
	return class extends frappe.ui.Dialog {
		show() {
			this.answered = false;
			return super.show();
		}

		// Bootstrap takes its time to fade the dialog out; whoever clicks meanwhile has been heard already.
		hide() {
			this.answered = true;
			return super.hide();
		}

		set_primary_action(label, run) {
			return super.set_primary_action(label, run && on_line(this.guard(run)));
		}

		set_secondary_action(run) {
			return super.set_secondary_action(run && this.guard(run));
		}

		guard(run) {
			const one_at_a_time = once(run);
			return (...args) => (this.answered ? undefined : one_at_a_time.apply(this, args));
		}
	};
}

// A question with Yes and No. Resolves to whether it was Yes, and to false when it was closed. `question` is HTML.
export function ask_first(question) {
	return new Promise((resolve) => {
		let answer = false;
		const dialog = new_dialog({
			title: __("Confirm", null, "Title of confirmation dialog"),
			primary_action_label: __("Yes", null, "Approve confirmation dialog"),
			primary_action: () => {
				answer = true;
				dialog.hide();
			},
			secondary_action_label: __("No", null, "Dismiss confirmation dialog"),
			secondary_action: () => dialog.hide(),
			on_hide: () => resolve(answer),
		});
		dialog.$body.append(`<p class="frappe-confirm-message">${question}</p>`);
		dialog.show();
		// Enter says Yes
		dialog.confirm_dialog = true;
	});
}

// Fields to fill in, or one; `run(values, leave)` once they are. It calls `leave()` when it is done, so that nothing has to be entered
// again when it was not.
export function ask_for(fields, run, title, label) {
	const dialog = new_dialog({
		title,
		fields: [fields].flat(),
		primary_action_label: label,
		primary_action: (values) => run(values, () => dialog.hide()),
	});
	dialog.show();
	return dialog;
}

// A form makes its buttons anew whenever it is refreshed: what runs for a document is remembered by the form.
export function form_button(frm, label, run, group) {
	const running = (frm.sales_running = frm.sales_running || new Map());
	const key = JSON.stringify([frm.docname, label]);
	const act = on_line(async () => {
		if (running.has(key)) return;
		running.set(key, true);
		const settled = unblock(() => running.delete(key));
		try {
			await run();
		} catch (error) {
			told(error);
		} finally {
			settled();
			running.delete(key);
		}
	});
	return frm.add_custom_button(label, act, group);
}

export function grid_button(grid, label, run) {
	return grid.add_custom_button(label, pressed(run));
}

export function page_button(page, label, run) {
	return page.add_inner_button(label, pressed(run));
}

export function menu_item(page, label, run) {
	return page.add_menu_item(label, pressed(run), false);
}

export function list_action(page, label, run) {
	return page.add_actions_menu_item(label, pressed(run), false);
}

export function primary_button(page, label, run) {
	return page.set_primary_action(label, pressed(run));
}

export function secondary_button(page, label, run) {
	return page.set_secondary_action(label, pressed(run));
}
