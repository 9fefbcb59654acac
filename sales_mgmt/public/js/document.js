// What the forms of sales documents share, those of returns included. A DocType script calls sales_document and adds its own.

import { add_actions, setup_shortcuts } from "./action_buttons";
import { customer_chosen, note_beginning } from "./actions/recurring";
import { Calculator, watch } from "./calculate";
import { show_customer } from "./customer_statistics";
import { setup_form } from "./form";
import { show_headlines } from "./headlines";
import { refresh_line_details } from "./line_details";
import { drop_blank_lines, setup_line_entry } from "./line_entry";
import { mark_charges, refresh_lines, setup_lines } from "./lines";
import { setup_pasting } from "./paste_lines";
import { setup_queries } from "./queries";
import { posting_rights } from "./posting_options";
import { show_as_posted } from "./posting_form";
import { show_queue_state } from "./posting_queue";
import { render_totals } from "./totals";
import { say_above } from "./say_above";
import { show_warnings } from "./warnings";

// Why a document can not be changed any more.
const CLOSED = {
	"Sales Quote": {
		Ordered: () => __("This quote was accepted. Its order or invoice is listed under Connections."),
		Lost: (doc) => __("This quote was lost: {0}", [frappe.utils.escape_html(doc.lost_reason || "")]),
		"Pending Approval": () => __("This quote waits for approval and can not be changed."),
	},
	"Sales Order": {
		Completed: (doc) =>
			doc.close_reason
				? __("The rest of this order was closed: {0}", [frappe.utils.escape_html(doc.close_reason)])
				: __("This order is shipped and invoiced in full. Nothing is left to do."),
		"Pending Approval": () => __("This order waits for approval and can not be changed."),
	},
	"Sales Invoice": {
		"Pending Approval": () => __("This invoice waits for approval and can not be changed."),
	},
	"Sales Return Order": {
		Completed: () => __("This return order is received and credited in full. Nothing is left to do."),
		"Pending Approval": () => __("This return order waits for approval and can not be changed."),
	},
	"Sales Credit Memo": {
		"Pending Approval": () => __("This credit memo waits for approval and can not be changed."),
	},
};

export function sales_document(doctype) {
	frappe.ui.form.on(doctype, {
		setup(frm) {
			setup_queries(frm);
			setup_form(frm);
			setup_lines(frm);
			setup_line_entry(frm);
			setup_pasting(frm);
			setup_shortcuts(frm);
			watch(frm, "lines");
			// the buttons will ask for them; by then they are here
			posting_rights(frm.doctype);
		},

		onload(frm) {
			const calculator = Calculator.of(frm);
			calculator.reset();
			note_beginning(frm);
			if (frm.is_new() && frm.doc.customer) calculator.touch({ fieldname: "customer" });
		},

		refresh(frm) {
			frappe.dynamic_link = frm.doc.customer && {
				doc: frm.doc,
				fieldname: "customer",
				doctype: "Customer",
			};
			const calculator = Calculator.of(frm);
			if (!frm.is_dirty() || calculator.docname !== frm.docname) calculator.reset();
			refresh_lines(frm);
			render_totals(frm);
			show_warnings(frm);
			show_headlines(frm);
			show_customer(frm);
			close(frm);
			show_queue_state(frm);
			return add_actions(frm);
		},

		// no promise is returned: Frappe would keep the other handlers waiting for the answer
		customer(frm) {
			customer_chosen(frm);
		},

		validate(frm) {
			drop_blank_lines(frm);
			return Calculator.of(frm).flush();
		},

		// what was kept in the browser, or merged with what somebody else saved
		put_back(frm) {
			Calculator.of(frm).touch({ fieldname: "lines" });
		},

		calculated(frm) {
			refresh_line_details(frm);
			mark_charges(frm);
			render_totals(frm);
			show_warnings(frm);
			show_headlines(frm);
			show_customer(frm);
		},
	});
}

function close(frm) {
	const reason = CLOSED[frm.doctype][frm.doc.status];
	if (!reason) return;
	show_as_posted(frm);
	say_above(frm, "closed", reason(frm.doc), "blue");
}
