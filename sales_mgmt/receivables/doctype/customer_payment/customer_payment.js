frappe.ui.form.on("Customer Payment", {
	setup(frm) {
		sales_mgmt.setup_form(frm);
		sales_mgmt.post_instead_of_submit(frm, {
			question: (doc) => QUESTIONS[doc.kind](sales_mgmt.text(doc.customer_name).bold()),
			tell: tell_what_was_posted,
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
		const { customer } = frm.doc;
		const args = { doctype: "Customer", filters: customer, fieldname: "currency" };
		const { currency } = (await sales_mgmt.call_when_there("frappe.client.get_value", args)) || {};
		if (frm.doc.customer === customer) await frm.set_value({ currency: currency || null, exchange_rate: null });
	},

	currency: (frm) => offer_rate(frm, true),
	posting_date: (frm) => offer_rate(frm, false),
});

// The rate of the day is there before anything is saved. One that was typed stays until the currency changes.
async function offer_rate(frm, another_currency) {
	const { currency, posting_date, exchange_rate, docstatus } = frm.doc;
	if (docstatus || !currency || !posting_date) return;
	if (!another_currency && exchange_rate && exchange_rate !== frm.rate_of_the_day) return;
	const rate = await sales_mgmt.ask("rate_of_payment", { currency, posting_date });
	if (frm.doc.currency !== currency || frm.doc.posting_date !== posting_date) return;
	frm.rate_of_the_day = rate;
	await frm.set_value("exchange_rate", rate);
}

const QUESTIONS = {
	Payment: (name) => __("Post the payment of {0}? It can not be changed any more.", [name]),
	Refund: (name) => __("Post the refund to {0}? It can not be changed any more.", [name]),
};

const DONE = {
	Payment: (values) => __("Payment {0} from {1} over {2} has been posted.", values),
	Refund: (values) => __("Refund {0} to {1} over {2} has been posted.", values),
};

function tell_what_was_posted(frm) {
	const { kind, name, posted_no, customer_name, amount, unapplied_amount, currency, applications } = frm.doc;
	const money = (value) => format_currency(value, currency).bold();
	const named = ({ entry }) => frappe.utils.get_link_title("Customer Ledger Entry", entry) || entry;
	const paid = applications
		.filter((row) => row.amount)
		.map((row) => `${sales_mgmt.text(named(row)).bold()} (${money(row.amount)})`);
	const sentences = [
		DONE[kind]([(posted_no || name).bold(), sales_mgmt.text(customer_name).bold(), money(amount)]),
	];
	if (paid.length) sentences.push(__("It is applied to {0}.", [paid.join(", ")]));
	if (unapplied_amount) {
		sentences.push(__("{0} of it is not applied to anything yet.", [money(unapplied_amount)]));
	}
	frappe.msgprint({ title: __("Posted"), indicator: "green", message: sentences.join("<br>") });
}

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
	await propose_amount(frm);
}

// What comes in is known from the bank. What is paid back is what is owed, unless somebody says otherwise.
async function propose_amount(frm) {
	if (!is_refund(frm) || frm.doc.amount) return;
	const owed = frm.doc.applications.reduce((sum, row) => sum + flt(row.remaining_amount), 0);
	await frm.set_value("amount", flt(owed, precision("amount", frm.doc)));
}

function same_currency(frm, entry) {
	return !frm.doc.currency || !entry.currency || frm.doc.currency === entry.currency;
}

function drop_empty_rows(frm) {
	frm.doc.applications = (frm.doc.applications || []).filter((row) => row.entry);
}
