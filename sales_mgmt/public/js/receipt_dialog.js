// Get Return Receipt Lines: what the customer sent back and is not credited yet.

import { new_dialog } from "./guarded";
import { column, pick_rows } from "./pick_rows";
import { refuse } from "./refusals";
import { ask } from "./server";

export async function open_receipt_dialog(frm) {
	const rows = await ask("return_receipt_lines", { credit_memo: frm.docname });
	if (!rows.length) {
		frappe.msgprint(
			__(
				"Nothing is left to credit: this customer has no return receipts in {0} that are not credited, or another draft holds them.",
				[frm.doc.currency],
			),
		);
		return;
	}
	const dialog = new_dialog({
		title: __("Get Return Receipt Lines"),
		size: "large",
		fields: [table_field(rows)],
		primary_action_label: __("Get Lines"),
		primary_action: () => fetch(frm, dialog),
	});
	dialog.$wrapper.addClass("sales-pick-rows");
	dialog.show();
}

function table_field(rows) {
	return pick_rows({
		label: __("Received and Not Credited"),
		rows: rows.map((row) => ({
			...row,
			__checked: 1,
			sold: row.item || row.account || row.item_charge,
		})),
		fields: [
			column("return_receipt", "Data", __("Return Receipt"), 2),
			column("posting_date", "Date", __("Posting Date"), 2),
			column("sold", "Data", __("Item"), 1),
			column("description", "Data", __("Description"), 3),
			column("quantity", "Float", __("Qty."), 1),
			column("uom", "Data", __("Unit"), 1),
		],
	});
}

async function fetch(frm, dialog) {
	const lines = dialog.fields_dict.lines.grid.get_selected_children().map(({ line }) => line);
	if (!lines.length) refuse(__("Tick at least one line."));
	await ask(
		"get_return_receipt_lines",
		{ credit_memo: frm.docname, lines },
		{ freeze: __("Getting the lines…") },
	);
	dialog.hide();
	frm.reload_doc();
}
