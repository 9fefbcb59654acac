// Packages on their way: following them, and noting what is known about them later.

import { form_button, new_dialog } from "../guarded";
import { text } from "../text";
import { posting_rights } from "../posting_options";
import { open_undo_dialog, rows_to_undo } from "../undo_dialog";
import { make } from "../making";
import { add_sending_buttons } from "./sending";
import { say_above } from "../say_above";
import { ask } from "../server";

const UPDATE = () => __("Update Document");
const MAY_CHANGE = ["package_tracking_no", "shipping_agent", "shipping_agent_service"];
// how many there are, of a shipment
const PACKAGES = "number_of_packages";

// Bills whose goods moved, and what they moved with where that is a document of its own.
const POSTED = {
	"Sales Invoice": ["Unpaid", "Partly Paid", "Paid", "Cancelled"],
	"Sales Credit Memo": ["Unapplied", "Partly Applied", "Applied", "Cancelled"],
};

export const SHIPPING_ACTIONS = [
	{
		label: () => __("Track Package"),
		group: () => __("View"),
		on: POSTED,
		when: (frm) => frm.doc.docstatus === 1,
		run: track_package,
	},
	{
		label: UPDATE,
		group: () => __("View"),
		on: POSTED,
		when: (frm, rights) => frm.doc.docstatus === 1 && rights.invoice,
		run: update_document,
	},
];

async function track_package(frm) {
	const { doctype, docname: name } = frm;
	const packages = await ask("track_package", { doctype, name });
	if (packages.length === 1) return window.open(packages[0].url, "_blank", "noopener");
	frappe.msgprint({
		title: __("Packages"),
		message: packages
			.map(({ doctype, name, package_tracking_no, url }) => {
				const link = `<a href="${text(url)}" target="_blank" rel="noopener">${text(package_tracking_no)}</a>`;
				return `${text(__(doctype))} ${text(name)}: ${link}`;
			})
			.join("<br>"),
	});
}

// A corrective row stands right below the one that it takes back.
function say_why_undone(frm) {
	const reasons = frm.doc.lines
		.filter((row) => row.undo_reason)
		.map((row) => __("Row {0} was undone: {1}", [row.idx - 1, text(row.undo_reason)]));
	if (reasons.length) say_above(frm, "undone", reasons.join("<br>"), "blue");
}

export async function add_shipment_buttons(frm) {
	const shown = frm.docname;
	say_why_undone(frm);
	add_sending_buttons(frm);
	form_button(frm, __("Track Package"), () => track_package(frm), __("View"));
	if (frappe.model.can_create("Sales Return Order")) {
		const { doctype, docname: name } = frm;
		form_button(
			frm, __("Return Order"),
			() => make(frm, "Sales Return Order", "make_return_order", { doctype, name }),
			__("Create"),
		);
	}
	const { ship } = await posting_rights(frm.doctype);
	if (!ship || shown !== frm.docname) return;
	form_button(frm, UPDATE(), () => update_document(frm));
	if (!rows_to_undo(frm.doc).length) return;
	form_button(frm, __("Undo Shipment…"), () => open_undo_dialog(frm));
}

export async function add_receipt_buttons(frm) {
	const shown = frm.docname;
	say_why_undone(frm);
	add_sending_buttons(frm);
	form_button(frm, __("Track Package"), () => track_package(frm), __("View"));
	const { ship } = await posting_rights(frm.doctype);
	if (!ship || shown !== frm.docname) return;
	form_button(frm, UPDATE(), () => update_document(frm));
	if (!rows_to_undo(frm.doc).length) return;
	form_button(frm, __("Undo Return Receipt…"), () => open_undo_dialog(frm));
}

function update_document(frm) {
	const { doc, doctype, docname: name } = frm;
	const noted = doctype === "Sales Shipment" ? [...MAY_CHANGE, PACKAGES] : MAY_CHANGE;
	const dialog = new_dialog({
		title: __("Update {0} {1}", [__(doctype), text(doc.posted_no)]),
		fields: [
			{
				fieldname: "package_tracking_no",
				fieldtype: "Data",
				label: __("Package Tracking No."),
				default: doc.package_tracking_no,
			},
			...(noted.includes(PACKAGES)
				? [{ fieldname: PACKAGES, fieldtype: "Int", label: __("Packages"), default: doc[PACKAGES] }]
				: []),
			{
				fieldname: "shipping_agent",
				fieldtype: "Link",
				options: "Shipping Agent",
				label: __("Shipping Agent"),
				default: doc.shipping_agent,
				// a service is one of its agent's
				onchange: () => {
					const agent = dialog.get_value("shipping_agent") || "";
					if (agent === (dialog.agent || "")) return;
					dialog.agent = agent;
					dialog.set_value("shipping_agent_service", "");
				},
			},
			{
				fieldname: "shipping_agent_service",
				fieldtype: "Link",
				options: "Shipping Agent Service",
				label: __("Shipping Agent Service"),
				default: doc.shipping_agent_service,
				get_query: () => {
					const shipping_agent = dialog.get_value("shipping_agent");
					return { filters: shipping_agent ? { shipping_agent } : {} };
				},
			},
		],
		primary_action_label: __("Update"),
		primary_action: async (entered) => {
			const values = {};
			for (const fieldname of noted) values[fieldname] = entered[fieldname] || "";
			const args = { doctype, name, values };
			await ask("update_document", args, { freeze: __("One moment…") });
			dialog.hide();
			await frm.reload_doc();
			frappe.show_alert({ message: __("{0} was updated.", [text(doc.posted_no)]), indicator: "green" });
		},
	});
	dialog.agent = doc.shipping_agent;
	dialog.show();
}
