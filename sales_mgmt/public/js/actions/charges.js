// Item charges, and return receipts on a credit memo.

import { open_charge_dialog } from "../charge_dialog";
import { open_receipt_dialog } from "../receipt_dialog";

const LINES = () => __("Lines");

const has_charge = (frm) => frm.doc.lines.some((row) => row.type === "Item Charge");

export const CHARGE_ACTIONS = [
	{
		label: () => __("Assign Item Charge…"),
		group: LINES,
		on: {
			"Sales Quote": ["Open"],
			"Sales Order": ["Open", "Released"],
			"Sales Invoice": ["Open"],
			"Sales Return Order": ["Open", "Released"],
			"Sales Credit Memo": ["Open"],
		},
		when: (frm) => has_charge(frm) && Boolean(frm.perm[0].write),
		run: (frm) => open_charge_dialog(frm),
	},
	{
		label: () => __("Get Return Receipt Lines…"),
		group: LINES,
		on: { "Sales Credit Memo": ["Open"] },
		when: (frm) => Boolean(frm.perm[0].write) && frappe.model.can_read("Return Receipt"),
		run: (frm) => open_receipt_dialog(frm),
	},
];
