// Money for a posted invoice.

import { open_payment_dialog } from "../payment_dialog";

export const PAYMENT_ACTIONS = [
	{
		label: () => __("Register Payment"),
		on: { "Sales Invoice": ["Unpaid", "Partly Paid"] },
		when: () => frappe.model.can_create("Customer Payment"),
		run: open_payment_dialog,
		primary: true,
	},
];
