// Post Batch: many documents of a list in one go, and what became of them.

import { doctypes_that } from "./kinds";
import { list_action, menu_item, new_dialog } from "./guarded";
import { is_order } from "./chains";
import { show_results } from "./results";
import { ask, call_when_there } from "./server";
import { NOTHING_TO_POST, option_arguments, option_choices, posting_options } from "./posting_options";

export const POSTABLE = doctypes_that(({ posts }) => posts);
const PAUSE = 1500;
const LABEL = () => __("Post Batch…");

export function add_post_batch(list) {
	if (!POSTABLE.includes(list.doctype)) return;
	list_action(list.page, LABEL(), () => open_batch_dialog(list));
	menu_item(list.page, LABEL(), () => open_batch_dialog(list));
	remove_submit(list);
}

// Submitting is posting, and Post Batch does it with a result for each.
function remove_submit(list) {
	const submit = __("Submit", null, "Button in list view actions menu");
	const labels = list.page.actions.find(".menu-item-label");
	labels.filter((_index, label) => label.textContent.trim() === submit).closest("li").remove();
}

async function open_batch_dialog(list) {
	const { options } = await posting_options(list.doctype);
	if (!options.length) return frappe.msgprint(NOTHING_TO_POST());
	const names = list.get_checked_items(true).sort();
	const filters = list.get_filters_for_args();
	const dialog = new_dialog({
		title: __("Post Batch"),
		fields: [
			{ fieldname: "what", fieldtype: "HTML", options: what_html(list, names, filters) },
			...option_fields(list.doctype, options),
			{
				fieldname: "posting_date",
				fieldtype: "Date",
				label: __("Posting Date"),
				default: frappe.datetime.get_today(),
				description: __("For documents that have no posting date."),
			},
			{ fieldtype: "Column Break" },
			{
				fieldname: "replace_posting_date",
				fieldtype: "Check",
				label: __("Replace Posting Date"),
				description: __("Post all of them on this date."),
			},
			{
				fieldname: "replace_document_date",
				fieldtype: "Check",
				label: __("Replace Document Date"),
			},
		],
		primary_action_label: __("Post"),
		primary_action: (values) => post_batch(list, dialog, chosen(names, filters), values),
	});
	dialog.show();
}

function chosen(names, filters) {
	return names.length ? { names } : { filters };
}

function option_fields(doctype, options) {
	if (!is_order(doctype)) return [];
	const values = option_choices(doctype, options);
	return [
		{
			fieldname: "option",
			fieldtype: "Select",
			label: __("Post"),
			options: values,
			default: options[options.length - 1],
			reqd: 1,
		},
	];
}

function what_html(list, names, filters) {
	if (names.length === 1) return note(__("1 selected document is posted."));
	if (names.length) return note(__("{0} selected documents are posted, each on its own.", [names.length]));
	return filters.length
		? note(__("Nothing is selected, so all documents that match the filters of the list are posted."))
		: note(__("Select the documents in the list, or set filters, before you post."), "red");
}

function note(text, colour = "muted") {
	return `<p class="text-${colour === "red" ? "danger" : "muted"}">${text}</p>`;
}

async function post_batch(list, dialog, documents, { option, ...dates }) {
	dialog.get_primary_btn().prop("disabled", true);
	try {
		const args = Object.assign({ doctype: list.doctype }, documents, dates);
		const name = await ask("post_batch", Object.assign(args, option && option_arguments(option)), {
			freeze: __("Posting…"),
		});
		dialog.hide();
		const batch = await batch_ended(name);
		list.clear_checked_items();
		list.refresh();
		show_batch(batch);
	} catch {
		dialog.get_primary_btn().prop("disabled", false);
	}
}

// A worker posts a large batch; there may be no live updates, so the log is asked.
async function batch_ended(name) {
	for (;;) {
		const batch = await call_when_there("frappe.client.get", { doctype: "Posting Batch", name });
		if (["Finished", "Failed"].includes(batch.status)) {
			frappe.hide_progress();
			return batch;
		}
		frappe.show_progress(__("Posting"), batch.posted + batch.failed, batch.total, "", true);
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
}

function show_batch(batch) {
	const log = frappe.utils.get_form_link(
		"Posting Batch",
		batch.name,
		true,
		__("Open the log of this batch"),
	);
	const error = batch.error ? `<p>${frappe.utils.escape_html(batch.error)}</p>` : "";
	const results = batch.results.map(({ document, outcome, messages }) => ({
		name: document,
		ok: outcome === "Posted",
		message: messages,
	}));
	show_results(batch.document_type, results, {
		title: __("{0} of {1} posted", [batch.posted, batch.total]),
		done: __("Posted"),
		notes: `${error}<p>${log}</p>`,
	});
}
