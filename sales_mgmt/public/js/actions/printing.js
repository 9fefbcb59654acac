// What is printed of an order: for the customer and for the warehouse.

const PRINT = () => __("Print");

function print_action(label, print_format, statuses) {
	return {
		label,
		group: PRINT,
		on: { "Sales Order": statuses },
		when: () => frappe.model.can_print("Sales Order"),
		run: (frm) => open_pdf(frm, print_format),
	};
}

function open_pdf(frm, format) {
	const values = { doctype: frm.doctype, name: frm.docname, format };
	open_file("frappe.utils.print_format.download_pdf", values);
}

export function print_pick_instruction(orders) {
	open_file("sales_mgmt.api.pick_instruction", { orders: JSON.stringify(orders) });
}

function open_file(method, values) {
	const query = new URLSearchParams(values);
	window.open(frappe.urllib.get_full_url(`/api/method/${method}?${query}`));
}

export const PRINTING_ACTIONS = [
	print_action(() => __("Order Confirmation"), "Order Confirmation", [
		"Open",
		"Pending Approval",
		"Pending Prepayment",
		"Released",
		"Completed",
	]),
	print_action(() => __("Picking List"), "Picking List", ["Open", "Pending Prepayment", "Released"]),
];
