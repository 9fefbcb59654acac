// Frappe draws a field's label beside its input and ties the two in no way. Whoever listens to a page, or
// speaks to it, needs them tied: on our forms, and in dialogs.

// An input of a form is made when it is first shown.
export function name_input(control) {
	const name = () => {
		if (control.$input && control.df.label) control.$input.attr("aria-label", __(control.df.label));
	};
	name();
	if (control.$input || !control.make_input) return;
	const make_input = control.make_input.bind(control);
	control.make_input = () => {
		make_input();
		name();
	};
}

const INPUTS = "input, select, textarea";

function label_inputs(root) {
	for (const control of root.querySelectorAll(".frappe-control[data-fieldname]")) {
		const name = label_of(control);
		if (!name) continue;
		for (const input of control.querySelectorAll(INPUTS)) {
			const is_own = input.closest(".frappe-control[data-fieldname]") === control;
			if (is_own && !has_name(input)) input.setAttribute("aria-label", name);
		}
	}
}

function label_of(control) {
	const label = control.querySelector(".control-label, .label-area");
	return label ? label.textContent.trim() : control.dataset.originalTitle;
}

function has_name(input) {
	return input.getAttribute("aria-label") || input.title || input.labels.length;
}

// a dialog's tables and fields that depend on others appear later
$(document).on("shown.bs.modal", ({ target }) => {
	label_inputs(target);
	$(target).on("change focusin", () => label_inputs(target));
});
