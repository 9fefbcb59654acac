// Close the rest of an order: which lines, and why.

import { new_dialog } from "./guarded";
import { plain_number } from "./numbers";
import { refuse } from "./refusals";
import { ask } from "./server";

function outstanding_rows(doc) {
	return doc.lines.filter((row) => row.outstanding_quantity > 0);
}

export function has_outstanding(doc) {
	return outstanding_rows(doc).length > 0;
}

// Completed by hand: that can be taken back.
export function was_closed(doc) {
	return doc.lines.some((row) => row.quantity_cancelled > 0);
}

function label(row) {
	const what = frappe.utils.escape_html(row.description || row.item || row.account || "");
	const quantity = [plain_number(row.outstanding_quantity), row.uom].filter(Boolean).join(" ");
	return __("Row {0}: {1} of {2}", [row.idx, frappe.utils.escape_html(quantity), what]);
}

function say_what_happened({ status, to_invoice }) {
	if (status === "Completed") {
		frappe.show_alert({ message: __("The order is completed."), indicator: "green" });
	} else if (to_invoice) {
		const message = __(
			"Closed. Invoice what is shipped: then the order is completed, unless lines are left.",
		);
		frappe.show_alert({ message, indicator: "orange" }, 10);
	} else {
		frappe.show_alert({ message: __("Closed. The other lines go on."), indicator: "green" });
	}
}

export function open_close_dialog(frm) {
	const rows = outstanding_rows(frm.doc);
	const dialog = new_dialog({
		title: __("Close the Rest of the Order"),
		fields: [
			{
				fieldname: "lines",
				fieldtype: "MultiCheck",
				label: __("Nothing more will be shipped of"),
				columns: 1,
				select_all: rows.length > 4,
				options: rows.map((row) => ({ label: label(row), value: row.name, checked: 1 })),
			},
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("It stands on the order and in its history."),
			},
		],
		primary_action_label: __("Close the Rest"),
		primary_action: async ({ lines, reason }) => {
			if (!lines || !lines.length) refuse(__("Choose at least one line."));
			const args = { order: frm.docname, reason, lines };
			const closed = await ask("close_order", args, { freeze: __("One moment…") });
			dialog.hide();
			await frm.reload_doc();
			say_what_happened(closed);
		},
	});
	dialog.show();
}
