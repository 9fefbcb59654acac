// Undo lines of a posted shipment or return receipt: which, and what will happen. The server knows which of them may be.

import { new_dialog } from "./guarded";
import { is_return } from "./chains";
import { plain_number } from "./numbers";
import { refuse } from "./refusals";
import { ask } from "./server";
import { text } from "./text";

export function rows_to_undo({ lines }) {
	return lines.filter((row) => row.type !== "Comment" && row.quantity > 0 && !row.correction);
}

export function open_undo_dialog(frm) {
	const rows = rows_to_undo(frm.doc);
	const words = is_return(frm.doctype) ? RECEIPT : SHIPMENT;
	const dialog = new_dialog({
		title: words.title(text(frm.doc.posted_no)),
		fields: [
			{
				fieldname: "lines",
				fieldtype: "MultiCheck",
				label: __("Which lines are to be undone?"),
				columns: 1,
				select_all: rows.length > 4,
				options: rows.map((row) => ({ label: label(row), value: row.name, checked: 1 })),
			},
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason for Undoing"),
				description: __("It is kept on the lines that take these back."),
			},
			{ fieldtype: "HTML", options: `<p class="text-muted">${words.what_happens()}</p>` },
		],
		primary_action_label: __("Undo"),
		primary_action: async ({ lines, reason }) => {
			if (!lines || !lines.length) refuse(__("Choose at least one line."));
			const args = { [words.argument]: frm.docname, lines, reason };
			await ask(words.action, args, { freeze: __("Posting…") });
			dialog.hide();
			await frm.reload_doc();
			frappe.show_alert({ message: words.done(), indicator: "green" });
		},
	});
	dialog.show();
}

const SHIPMENT = {
	action: "undo_shipment",
	argument: "shipment",
	title: (number) => __("Undo Shipment {0}", [number]),
	what_happens: () =>
		__(
			"The goods are in stock again, and the order can ship them again. What is invoiced can not be undone: cancel its invoice, or make a return order.",
		),
	done: () => __("The lines are undone. Each has a line below it that takes it back."),
};
const RECEIPT = {
	action: "undo_return_receipt",
	argument: "return_receipt",
	title: (number) => __("Undo Return Receipt {0}", [number]),
	what_happens: () =>
		__(
			"The goods leave the stock again, and the return order can receive them again. What is credited can not be undone.",
		),
	done: () => __("The lines are undone. Each has a line below it that takes it back."),
};

function label(row) {
	const what = frappe.utils.escape_html(row.description || row.item || row.account || "");
	const quantity = [plain_number(row.quantity), row.uom].filter(Boolean).join(" ");
	return __("Row {0}: {1} of {2}", [row.idx, frappe.utils.escape_html(quantity), what]);
}
