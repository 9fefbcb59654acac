// Price lists: buttons by status, the grid of prices, the list view.

import { form_button, new_dialog } from "./guarded";
import { ask, stored } from "./server";
import { drop_blank_lines, setup_line_entry, start_new_rows } from "./line_entry";
import { setup_pasting } from "./paste_lines";
import { decimals_of_price, plain_number, tidy_number } from "./numbers";
import { document_list } from "./lists";
import { setup_form } from "./form";
import { status_dot } from "./status";

const ADDRESSEE = {
	Customer: "customer",
	"Customer Price Group": "price_group",
	"Customer Discount Group": "discount_group",
};

const ACTIONS = {
	activate: {
		label: () => __("Activate"),
		run: (frm) => act(frm, "activate_price_list", __("The price list is active.")),
		primary: true,
	},
	verify: {
		label: () => __("Verify Lines"),
		when: (frm) => frm.doc.lines.some((line) => line.status === "Draft"),
		run: (frm) => act(frm, "verify_price_lines", __("The lines are verified and in use.")),
		primary: true,
	},
	deactivate: {
		label: () => __("Deactivate"),
		run: (frm) => act(frm, "deactivate_price_list", __("The price list is not used any more.")),
	},
	copy: { label: () => __("Copy Lines…"), run: open_copy_dialog },
};

const BY_STATUS = {
	Draft: ["activate", "copy"],
	Active: ["verify", "deactivate", "copy"],
	Inactive: ["activate", "copy"],
};

export const price_list = {
	setup(frm) {
		setup_form(frm);
		setup_queries(frm);
		setup_grid();
		start_new_rows(frm, () => "item");
		setup_line_entry(frm);
		setup_pasting(frm);
		frappe.ui.form.on("Price List Line", { product_type: open_group_line });
	},

	validate: drop_blank_lines,

	refresh(frm) {
		if (frm.is_new()) return;
		show_unverified(frm);
		if (frm.perm[0] && frm.perm[0].write) add_buttons(frm);
	},

	// a price is agreed with one addressee
	applies_to(frm) {
		for (const [kind, fieldname] of Object.entries(ADDRESSEE)) {
			if (kind !== frm.doc.applies_to && frm.doc[fieldname]) frm.set_value(fieldname, "");
		}
	},

	currency: (frm) => frm.refresh_field("lines"),
};

export const price_list_list = document_list("Price List", {
	add_fields: ["status", ...Object.values(ADDRESSEE)],
	widths: { name: 130 },
	formatters: {
		applies_to: (value, _df, doc) => frappe.utils.escape_html(addressee_of(doc) || __(value)),
	},
});

// A customer by its name, which the list reads along with its number.
function addressee_of(doc) {
	const field = ADDRESSEE[doc.applies_to];
	return (field === "customer" && doc.customer_customer_name) || doc[field];
}

// Prices are agreed with those who pay; blocked items are not sold.
function setup_queries(frm) {
	frm.set_query("customer", () => ({ filters: { bill_to_customer: ["is", "not set"] } }));
	frm.set_query("item", "lines", () => ({ filters: { sales_blocked: 0 } }));
}

function setup_grid() {
	const field = (fieldname) => frappe.meta.get_docfield("Price List Line", fieldname);
	// one column for what is priced; a discount group shows there too
	field("item").formatter = (value, _df, _options, line) =>
		frappe.utils.escape_html((line && line.item_discount_group) || value || "");
	field("status").formatter = status_dot("Price List");
	field("minimum_quantity").formatter = (value) => (value ? plain_number(value) : "");
	field("line_discount_percent").formatter = (value) => (value ? `${plain_number(value)} %` : "");
	field("unit_price").formatter = (value, df, _options, line) => {
		if (!line || line.defines === "Discount") return "";
		const currency = frappe.meta.get_field_currency(df, line);
		return format_number(value, get_number_format(currency), decimals_of_price(value, currency));
	};
	delete frappe.meta.docfield_copy["Price List Line"];
}

// The group has no column of its own: it is chosen in the row's form. Groups have discounts, no prices.
function open_group_line(frm, cdt, cdn) {
	const line = frappe.get_doc(cdt, cdn);
	if (line.product_type !== "Item Discount Group" || line.item_discount_group) return;
	frappe.model.set_value(cdt, cdn, "defines", "Discount");
	const grid_row = frm.fields_dict.lines.grid.grid_rows_by_docname[cdn];
	grid_row.toggle_view(true);
	grid_row.grid_form.fields_dict.item_discount_group.$input.trigger("focus");
}

function show_unverified(frm) {
	const waiting = frm.doc.lines.filter((line) => line.status === "Draft").length;
	frm.set_intro("");
	if (frm.doc.status !== "Active" || !waiting) return;
	frm.set_intro(
		waiting === 1
			? __("One line was changed and is not used until it is verified.")
			: __("{0} lines were changed and are not used until they are verified.", [waiting]),
		"orange"
	);
}

function add_buttons(frm) {
	const actions = BY_STATUS[frm.doc.status].map((name) => ACTIONS[name]);
	for (const { label, when, run, primary } of actions) {
		if (when && !when(frm)) continue;
		const button = form_button(frm, label(), () => stored(frm).then(() => run(frm)));
		if (primary) button.removeClass("btn-default").addClass("btn-primary-light");
	}
}

async function act(frm, action, message) {
	await ask(action, { price_list: frm.docname }, { freeze: __("One moment…") });
	await frm.reload_doc();
	frappe.show_alert({ message, indicator: "green" });
}

function open_copy_dialog(frm) {
	const dialog = new_dialog({
		title: __("Copy Lines to {0}", [frm.docname]),
		fields: [
			{
				fieldname: "source",
				fieldtype: "Link",
				options: "Price List",
				label: __("From Price List"),
				reqd: 1,
			},
			{
				fieldname: "factor",
				fieldtype: "Float",
				label: __("Adjustment Factor"),
				default: 1,
				precision: 5,
				reqd: 1,
				description: __("Every price is multiplied: {0} is 15 % more, {1} is 10 % less.", [
					plain_number(1.15),
					plain_number(0.9),
				]),
			},
		],
		primary_action_label: __("Copy"),
		primary_action: (values) => copy(frm, dialog, values),
	});
	tidy_number(dialog.fields_dict.factor);
	dialog.show();
}

async function copy(frm, dialog, { source, factor }) {
	const count = await ask(
		"copy_price_lines",
		{ source, target: frm.docname, factor },
		{ freeze: __("Copying…") }
	);
	dialog.hide();
	await frm.reload_doc();
	frappe.show_alert({ message: __("{0} lines were copied.", [count]), indicator: "green" });
}
