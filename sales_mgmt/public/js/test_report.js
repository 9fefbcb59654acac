// Test Report: every problem of a posting on a page that can be printed.

import { new_dialog } from "./guarded";
import { is_order } from "./chains";
import { ask_when_there } from "./server";
import { NOTHING_TO_POST, option_arguments, option_field, posting_options } from "./posting_options";

export async function open_test_report(frm) {
	const { options } = await posting_options(frm.doctype);
	if (!options.length) return frappe.msgprint(NOTHING_TO_POST());
	const with_options = is_order(frm.doctype);
	const dialog = new_dialog({
		title: __("Test Report of {0}", [frm.docname]),
		size: "large",
		fields: [
			...(with_options ? [option_field(frm.doc, options, () => load(frm, dialog))] : []),
			{ fieldname: "report", fieldtype: "HTML" },
		],
		primary_action_label: __("Print"),
		primary_action: () => dialog.$wrapper.find("iframe")[0].contentWindow.print(),
	});
	dialog.show();
	load(frm, dialog);
}

async function load(frm, dialog) {
	const option = dialog.get_value("option");
	if (option && option === dialog.loaded) return;
	dialog.loaded = option;
	const { doctype, docname: name } = frm;
	const posting = option ? option_arguments(option) : { invoice: true };
	const html = await ask_when_there("test_report", Object.assign({ doctype, name }, posting));
	// in a frame of its own, so that the page prints as it is
	const frame = $('<iframe class="sales-test-report"></iframe>').attr("srcdoc", html);
	dialog.fields_dict.report.$wrapper.empty().append(frame);
}
