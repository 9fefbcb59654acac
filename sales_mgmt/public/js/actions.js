// The buttons of a sales document: one table says what each does, one which status shows it.

import { ask } from "./server";
import { open_payment_dialog } from "./payment_dialog";
import { open_post_dialog } from "./post_dialog";
import { open_preview_dialog } from "./preview_dialog";
import { posting_rights } from "./posting_options";

const CREATE = () => __("Create");

const ACTIONS = {
	release: {
		label: () => __("Release"),
		shortcut: "ctrl+f9",
		when: may_write,
		run: (frm) => change_status(frm, "release"),
	},
	reopen: {
		label: () => __("Reopen"),
		when: may_write,
		run: (frm) => change_status(frm, "reopen"),
	},
	post: {
		label: () => __("Post…"),
		shortcut: "f9",
		when: (frm, rights) => rights.ship || rights.invoice,
		run: open_post_dialog,
		primary: true,
	},
	preview: {
		label: () => __("Preview Posting"),
		when: (frm, rights) => rights.ship || rights.invoice,
		run: open_preview_dialog,
	},
	calculate_invoice_discount: {
		label: () => __("Calculate Invoice Discount"),
		when: (frm) => may_write(frm) && Boolean(frm.doc.invoice_discount_terms),
		run: calculate_invoice_discount,
	},
	make_order: {
		label: () => __("Sales Order"),
		group: CREATE,
		when: () => frappe.model.can_create("Sales Order"),
		run: (frm) => make(frm, "Sales Order", "make_order", { quote: frm.docname }),
	},
	make_invoice: {
		label: () => __("Sales Invoice"),
		group: CREATE,
		when: (frm) => frappe.model.can_create("Sales Invoice") && can_be_invoiced(frm.doc),
		run: (frm) => make(frm, "Sales Invoice", "make_invoice", { doctype: frm.doctype, name: frm.docname }),
	},
	mark_lost: {
		label: () => __("Mark as Lost"),
		when: may_write,
		run: mark_lost,
	},
	register_payment: {
		label: () => __("Register Payment"),
		when: () => frappe.model.can_create("Customer Payment"),
		run: open_payment_dialog,
		primary: true,
	},
};

const BY_STATUS = {
	"Sales Quote": {
		Open: ["release", "calculate_invoice_discount", "mark_lost", "make_order", "make_invoice"],
		Released: ["reopen", "mark_lost", "make_order", "make_invoice"],
	},
	"Sales Order": {
		Open: ["release", "calculate_invoice_discount", "preview", "post", "make_invoice"],
		"Pending Prepayment": ["reopen", "preview"],
		Released: ["reopen", "preview", "post", "make_invoice"],
	},
	"Sales Invoice": {
		Open: ["calculate_invoice_discount", "preview"],
		Unpaid: ["register_payment"],
		"Partly Paid": ["register_payment"],
	},
};

const F9 = 120;

export function setup_shortcuts(frm) {
	// Frappe's table of key names ends at F5
	if (frappe.ui.keys.key_map) frappe.ui.keys.key_map[F9] = "f9";
	for (const { label, shortcut } of Object.values(ACTIONS).filter((action) => action.shortcut)) {
		frappe.ui.keys.add_shortcut({
			shortcut,
			description: label(),
			page: frm.page,
			ignore_inputs: true,
			condition: () => Boolean(frm.custom_buttons[label()]),
			action: () => frm.custom_buttons[label()].trigger("click"),
		});
	}
}

export async function add_actions(frm) {
	if (frm.is_new()) return;
	const shown = frm.docname;
	const names = BY_STATUS[frm.doctype][frm.doc.status] || [];
	const rights = await posting_rights();
	if (shown !== frm.docname) return;
	for (const action of names.map((name) => ACTIONS[name])) {
		if (action.when(frm, rights)) add_button(frm, action);
	}
}

function add_button(frm, { label, group, run, primary }) {
	const button = frm.add_custom_button(label(), () => saved(frm).then(() => run(frm)), group && group());
	if (primary) button.removeClass("btn-default").addClass("btn-primary-light");
}

// An action works on what is stored, so open edits are saved first.
async function saved(frm) {
	if (!frm.is_dirty()) return;
	await frm.save();
	if (frm.is_dirty()) throw new Error("The document could not be saved.");
}

async function change_status(frm, action) {
	await ask(action, { doctype: frm.doctype, name: frm.docname }, { freeze: __("One moment…") });
	await frm.reload_doc();
}

async function calculate_invoice_discount(frm) {
	const { doctype, docname: name } = frm;
	const discount = await ask(
		"calculate_invoice_discount",
		{ doctype, name },
		{ freeze: __("One moment…") }
	);
	await frm.reload_doc();
	const amount = format_currency(discount, frm.doc.currency);
	const message = discount
		? __("The invoice discount is {0}.", [amount])
		: __("Nothing in terms {0} gives this document a discount.", [frm.doc.invoice_discount_terms]);
	frappe.show_alert({ message, indicator: discount ? "green" : "orange" });
}

async function make(frm, doctype, action, args) {
	const name = await ask(action, args, { freeze: __("Creating the document…") });
	await frm.reload_doc();
	frappe.set_route("Form", doctype, name);
}

function mark_lost(frm) {
	frappe.prompt(
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Why was the quote lost?"), reqd: 1 },
		async ({ reason }) => {
			await ask("mark_lost", { quote: frm.docname, reason });
			await frm.reload_doc();
		},
		__("Mark as Lost"),
		__("Mark as Lost")
	);
}

// Releasing is for those who make such documents, not for those who only ship or bill them.
function may_write(frm) {
	return Boolean(frm.perm[0] && frm.perm[0].write) && frappe.model.can_create(frm.doctype);
}

function can_be_invoiced(doc) {
	return doc.doctype !== "Sales Order" || doc.lines.some((row) => row.qty_shipped_not_invoiced > 0);
}
