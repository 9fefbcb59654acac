// What to copy from, and how. The server decides what travels.

import { is_return } from "./chains";
import { new_dialog } from "./guarded";
import { text } from "./text";
import { Calculator } from "./calculate";
import { has_addressee } from "./quote";
import { ask, stored } from "./server";

const SOURCES = [
	"Sales Order",
	"Sales Quote",
	"Sales Invoice",
	"Sales Shipment",
	"Sales Return Order",
	"Return Receipt",
	"Sales Credit Memo",
	"Document Archive",
];

export function open_copy_dialog(frm) {
	const addressed = has_addressee(frm.doc);
	const dialog = new_dialog({
		title: __("Copy Document"),
		fields: fields(frm, addressed),
		primary_action_label: __("Copy"),
		primary_action: (values) => copy(frm, dialog, values),
	});
	dialog.show();
	show_recalculate(dialog, frm);
}

function fields(frm, addressed) {
	const { customer, customer_name } = frm.doc;
	return [
		{
			fieldname: "source_doctype",
			fieldtype: "Select",
			label: __("Document Type"),
			options: SOURCES.filter((doctype) => frappe.model.can_read(doctype)).map((value) => ({
				value,
				label: value === "Document Archive" ? __("Archived Version") : __(value),
			})),
			default: frm.doctype,
			reqd: 1,
			change: () => cur_dialog && cur_dialog.set_value("source", ""),
		},
		{
			fieldname: "source",
			fieldtype: "Dynamic Link",
			label: __("Document"),
			options: "source_doctype",
			reqd: 1,
			get_query: () => ({ filters: filters(frm) }),
		},
		{
			fieldname: "only_customer",
			fieldtype: "Check",
			label: __("Only documents of {0}", [text(customer_name || customer)]),
			default: 1,
			hidden: customer ? 0 : 1,
		},
		{ fieldtype: "Section Break" },
		{
			fieldname: "include_header",
			fieldtype: "Check",
			label: __("Include Header"),
			default: addressed ? 0 : 1,
			read_only: addressed ? 0 : 1,
			description:
				frm.doc.lines && frm.doc.lines.some((row) => row.item || row.account || row.description)
					? __("Replaces customer, terms and all lines of this document.")
					: __("Copies customer and terms too."),
			change: () => cur_dialog && show_recalculate(cur_dialog, frm),
		},
		{
			fieldname: "recalculate",
			fieldtype: "Check",
			label: __("Recalculate Lines"),
			description: takes_back(frm)
				? __("Prices and discounts are found anew, and no line names what it takes back.")
				: __("Prices and discounts are found anew. Without the header they always are."),
		},
	];
}

function filters(frm) {
	const { source_doctype, only_customer } = cur_dialog.get_values(true);
	const chosen = {};
	if (only_customer && frm.doc.customer) chosen.customer = frm.doc.customer;
	if (source_doctype === frm.doctype && !frm.is_new()) chosen.name = ["!=", frm.docname];
	return chosen;
}

const takes_back = (frm) => is_return(frm.doctype);

// Lines of another customer's document are always priced for the customer of this one. What is taken back has the price of
// its sale.
function show_recalculate(dialog, frm) {
	const choice = dialog.get_value("include_header") || takes_back(frm);
	dialog.set_df_property("recalculate", "read_only", choice ? 0 : 1);
	dialog.set_value("recalculate", choice ? 0 : 1);
}

async function copy(frm, dialog, { source_doctype, source, include_header, recalculate }) {
	await Calculator.of(frm).flush();
	if (frm.is_new() && !include_header) await stored(frm);
	const unsaved = frm.is_new();
	const name = await ask(
		"copy_document",
		{
			source_doctype,
			source,
			target_doctype: frm.doctype,
			target: unsaved ? null : frm.docname,
			include_header: Boolean(include_header),
			recalculate: Boolean(recalculate),
		},
		{ freeze: __("Copying the document…") },
	);
	dialog.hide();
	if (!unsaved) return frm.reload_doc();
	frappe.model.clear_doc(frm.doctype, frm.docname);
	return frappe.set_route("Form", frm.doctype, name);
}
