frappe.ui.form.on("Customer Payment", {
	setup(frm) {
		sales_mgmt.setup_form(frm);
		sales_mgmt.post_instead_of_submit(frm, {
			question: (doc) => QUESTIONS[doc.kind](doc.customer_name.bold()),
		});
		frm.set_query("payment_account", { blocked: 0 });
		frm.set_query("entry", "applications", () => ({
			filters: { customer: frm.doc.customer, open: 1, amount: [is_refund(frm) ? "<" : ">", 0] },
		}));
	},

	refresh(frm) {
		label_by_kind(frm);
		if (frm.doc.docstatus !== 1) return add_unpaid_button(frm);
		show_posted(frm);
		sales_mgmt.add_find_entries(frm);
	},

	kind(frm) {
		frm.clear_table("applications");
		frm.refresh_field("applications");
		label_by_kind(frm);
	},

	async customer(frm) {
		frm.clear_table("applications");
		frm.refresh_field("applications");
		if (!frm.doc.customer) return;
		// A new form starts in the site's currency; the customer may keep another one.
		const { message } = await frappe.db.get_value("Customer", frm.doc.customer, "currency");
		await frm.set_value({ currency: message.currency || null, exchange_rate: null });
	},
});

const QUESTIONS = {
	Payment: (name) => __("Post the payment of {0}? It can not be changed any more.", [name]),
	Refund: (name) => __("Post the refund to {0}? It can not be changed any more.", [name]),
};

function is_refund(frm) {
	return frm.doc.kind === "Refund";
}

function label_by_kind(frm) {
	frm.set_df_property("amount", "label", is_refund(frm) ? __("Amount Paid Back") : __("Amount"));
}

function show_posted(frm) {
	sales_mgmt.show_as_posted(frm);
	sales_mgmt.add_find_entries(frm);
	const { customer, posted_no, customer_ledger_entry: name, amount, unapplied_amount } = frm.doc;
	const sign = is_refund(frm) ? 1 : -1;
	sales_mgmt.add_application_buttons(frm, {
		name,
		customer,
		posted_no,
		amount: sign * amount,
		remaining_amount: sign * unapplied_amount,
	});
}

function add_unpaid_button(frm) {
	const { grid } = frm.fields_dict.applications;
	sales_mgmt.grid_button(grid, __("Get Open Entries"), () => get_open_entries(frm));
}

async function get_open_entries(frm) {
	if (!frm.doc.customer) {
		sales_mgmt.refuse(__("Choose the customer first."));
	}
	const entries = await sales_mgmt.ask("unpaid_entries", {
		customer: frm.doc.customer,
		kind: frm.doc.kind,
	});
	const listed = new Set((frm.doc.applications || []).map((row) => row.entry));
	const missing = entries.filter((entry) => !listed.has(entry.entry) && same_currency(frm, entry));
	if (!missing.length) {
		frappe.show_alert(__("There are no further open entries in this currency."));
		return;
	}
	drop_empty_rows(frm);
	for (const { entry, posted_no, sales_invoice, due_date, remaining_amount } of missing) {
		frappe.utils.add_link_title("Customer Ledger Entry", entry, posted_no);
		frm.add_child("applications", { entry, sales_invoice, due_date, remaining_amount });
	}
	frm.refresh_field("applications");
	frm.dirty();
}

function same_currency(frm, entry) {
	return !frm.doc.currency || !entry.currency || frm.doc.currency === entry.currency;
}

function drop_empty_rows(frm) {
	frm.doc.applications = (frm.doc.applications || []).filter((row) => row.entry);
}
