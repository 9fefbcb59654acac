// What takes back a posted invoice or credit memo. Each says what will happen, or why it can not.

import { new_dialog } from "../guarded";
import { text } from "../text";
import { findings_html, is_blocked } from "../findings";
import { ask, list_of } from "../server";
import { open_credit_dialog } from "../credit_dialog";
import { make } from "../making";
import { link_by_posted_no } from "../posted_message";

const CORRECT = () => __("Correct");
const NUMBER_LACKS = "E08";
const POSTED = ["Unpaid", "Partly Paid", "Paid"];

const may_correct = (_frm, rights) => rights.credit;

export const CORRECTING_ACTIONS = [
	{
		label: () => __("Cancel Invoice…"),
		group: CORRECT,
		on: { "Sales Invoice": POSTED },
		when: may_correct,
		run: (frm) => correct(frm, cancel_invoice),
	},
	{
		label: () => __("Correct Invoice…"),
		group: CORRECT,
		on: { "Sales Invoice": POSTED },
		when: (frm, rights) => may_correct(frm, rights) && frappe.model.can_create("Sales Invoice"),
		run: (frm) => correct(frm, correct_invoice),
	},
	{
		label: () => __("Show Credit Memo"),
		group: () => __("View"),
		on: { "Sales Invoice": [...POSTED, "Cancelled"] },
		when: () => frappe.model.can_read("Sales Credit Memo"),
		run: show_credit_memo,
	},
	{
		label: () => __("Cancel Credit Memo…"),
		group: CORRECT,
		on: { "Sales Credit Memo": ["Unapplied", "Partly Applied", "Applied"] },
		when: (frm, rights) => may_correct(frm, rights) && Boolean(frm.doc.is_cancellation),
		run: cancel_credit_memo,
	},
];

// Asks first whether it can be done at all. A number that lacks is asked for.
async function correct(frm, then) {
	const findings = await ask("check_cancellation", { invoice: frm.docname });
	const others = findings.filter((finding) => finding.code !== NUMBER_LACKS);
	if (is_blocked(others)) show_refusal(frm, findings);
	else then(frm, others.length < findings.length);
}

function number_field() {
	return {
		fieldname: "external_document_no",
		fieldtype: "Data",
		label: __("External Document No."),
		description: __("The customer's own number. It is mandatory, and the document to be taken back has none."),
		reqd: 1,
	};
}

const number_of = (values) => {
	const { external_document_no } = values || {};
	return external_document_no ? { external_document_no } : {};
};

function show_refusal(frm, findings) {
	const dialog = new_dialog({
		title: __("Invoice {0} Can Not Be Cancelled", [text(frm.doc.posted_no)]),
		fields: [
			{
				fieldtype: "HTML",
				options: findings_html(findings, { block: () => __("These points stand in the way:") }),
			},
		],
	});
	if (frappe.model.can_create("Sales Credit Memo")) {
		dialog.set_primary_action(__("Create Credit Memo"), () => {
			dialog.hide();
			return open_credit_dialog(frm);
		});
	}
	if (frappe.model.can_create("Sales Return Order")) {
		dialog.set_secondary_action_label(__("Create Return Order"));
		dialog.set_secondary_action(() => {
			dialog.hide();
			const { doctype, docname: name } = frm;
			return make(frm, "Sales Return Order", "make_return_order", { doctype, name });
		});
	}
	dialog.show();
}

function what_happens(frm) {
	const { doc } = frm;
	const amount = format_currency(doc.amount_including_vat, doc.currency).bold();
	const orders = [...new Set(doc.lines.map((row) => row.sales_order).filter(Boolean))];
	return [
		__("A credit memo over {0} is posted and applied to this invoice, which is then cancelled.", [
			amount,
		]),
		__("Goods that it shipped come back into stock, at the cost they left with."),
		...orders.map((order) =>
			__("Order {0} gets its quantities back and can be posted again.", [
				frappe.utils.escape_html(order).bold(),
			]),
		),
	];
}

// `action` gets what was filled in: the customer's number, where one is asked for.
function ask_before(title, sentences, label, action, asks_number) {
	const list = sentences.map((sentence) => `<li>${sentence}</li>`).join("");
	const dialog = new_dialog({
		title,
		fields: [
			{ fieldtype: "HTML", options: `<ul class="sales-what-happens">${list}</ul>` },
			...(asks_number ? [number_field()] : []),
		],
		primary_action_label: label,
		primary_action: async (values) => {
			dialog.get_primary_btn().prop("disabled", true);
			try {
				await action(values);
				dialog.hide();
			} catch {
				dialog.get_primary_btn().prop("disabled", false);
			}
		},
		secondary_action_label: __("Leave It"),
		secondary_action: () => dialog.hide(),
	});
	dialog.show();
}

function cancel_invoice(frm, asks_number) {
	const title = __("Cancel Invoice {0}", [text(frm.doc.posted_no)]);
	const action = async (values) => {
		const args = { invoice: frm.docname, ...number_of(values) };
		const memo = await ask("cancel_invoice", args, { freeze: __("Posting…") });
		await frm.reload_doc();
		await tell_cancelled(memo, CANCELS_THIS);
	};
	ask_before(title, what_happens(frm), __("Cancel Invoice"), action, asks_number);
}

async function tell_cancelled(memo, sentence, ...more) {
	const link = await link_by_posted_no("Sales Credit Memo", memo);
	const message = [sentence(link), ...more].join("<br>");
	frappe.msgprint({ title: __("Cancelled"), indicator: "green", message });
}

const CANCELS_THIS = (link) => __("Credit memo {0} cancels this invoice.", [link]);

function correct_invoice(frm, asks_number) {
	const from_order = frm.doc.lines.some((row) => row.sales_order);
	const sentences = [
		...what_happens(frm),
		from_order
			? __("No new invoice is made: correct the order and invoice it again.")
			: __("A new draft invoice with the same content is made, for you to correct and post."),
	];
	const title = __("Correct Invoice {0}", [text(frm.doc.posted_no)]);
	const action = async (values) => {
		const args = { invoice: frm.docname, ...number_of(values) };
		const { credit_memo, invoice } = await ask("correct_invoice", args, { freeze: __("Posting…") });
		await frm.reload_doc();
		if (!invoice) return tell_cancelled(credit_memo, CANCELS_THIS);
		const number = text(frm.doc.posted_no).bold();
		const cancels = (link) => __("Credit memo {0} cancels invoice {1}.", [link, number]);
		await frappe.set_route("Form", "Sales Invoice", invoice);
		await tell_cancelled(credit_memo, cancels, __("This is the new draft: correct and post it."));
	};
	ask_before(title, sentences, __("Correct Invoice"), action, asks_number);
}

async function show_credit_memo(frm) {
	const { cancelled_by } = frm.doc;
	if (cancelled_by) return frappe.set_route("Form", "Sales Credit Memo", cancelled_by);
	const filters = [["Sales Credit Memo Line", "invoice", "=", frm.docname]];
	const found = await list_of("Sales Credit Memo", { filters, pluck: "name", distinct: 1, limit: 2 });
	if (!found.length) return frappe.msgprint(__("Nothing of this invoice is credited."));
	if (found.length === 1) return frappe.set_route("Form", "Sales Credit Memo", found[0]);
	return frappe.set_route("List", "Sales Credit Memo", { "Sales Credit Memo Line.invoice": frm.docname });
}

function cancel_credit_memo(frm) {
	const sentences = [
		__("Everything that this credit memo wrote is written again the other way round."),
		__("The invoice that it cancelled is unpaid again, and can be cancelled again."),
	];
	const title = __("Cancel Credit Memo {0}", [text(frm.doc.posted_no)]);
	const action = async (values) => {
		const args = { credit_memo: frm.docname, ...number_of(values) };
		await ask("cancel_credit_memo", args, { freeze: __("Posting…") });
		await frm.reload_doc();
		frappe.show_alert({ message: __("The credit memo is cancelled."), indicator: "green" });
	};
	const asks_number = !frm.doc.external_document_no && frm.doc.__onload?.asks_external_number;
	ask_before(title, sentences, __("Cancel Credit Memo"), action, asks_number);
}
