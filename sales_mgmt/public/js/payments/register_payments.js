// The page Register Payments: what is unpaid, tick what was paid, post. The server says what every amount would do.

import { primary_button, secondary_button } from "../guarded";
import { KeptEntries } from "../kept_entries";
import { refuse } from "../refusals";
import { ask, ask_when_there } from "../server";
import { tidy_number } from "../numbers";
import { PaymentTable } from "./payment_table";

const PAGE_LENGTH = 100;

export function register_payments(wrapper) {
	return new RegisterPayments(wrapper);
}

class RegisterPayments {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({
			parent: wrapper,
			title: __("Register Payments"),
			single_column: true,
		});
		this.page.main.addClass("register-payments");
		this.add_filters();
		primary_button(this.page, __("Post Payments"), () => this.post(false));
		secondary_button(this.page, __("Post as Lump Payment"), () => this.post(true));
		this.results = $('<div class="payment-results"></div>').appendTo(this.page.main);
		this.table = new PaymentTable({
			parent: this.page.main,
			date_received: () => this.fields.date_received.get_value(),
			on_change: () => {
				this.assess();
				this.kept.keep();
			},
		});
		// what was typed of a bank statement survives a reload of the page
		this.kept = new KeptEntries({
			screen: ["register-payments"],
			values: () => this.table.all_entered(),
			put_back: (rows) => this.table.put_back(rows),
			clear: () => this.table.put_back([]),
			say: (box) => box.insertBefore(this.results),
		});
		this.totals = $('<div class="payment-totals text-muted"></div>').appendTo(this.page.main);
		this.more = $(`<button class="btn btn-default btn-sm">${__("Show More")}</button>`)
			.appendTo(this.page.main)
			.on("click", () => this.load(this.table.rows.length));
		this.assess = frappe.utils.debounce(() => this.assess_now(), 300);
	}

	add_filters() {
		const today = frappe.datetime.get_today();
		const search = () => this.load();
		const fields = [
			{
				fieldname: "text",
				fieldtype: "Data",
				label: __("Number or Name"),
				input_event: true,
				change: search,
			},
			{
				fieldname: "customer",
				fieldtype: "Link",
				options: "Customer",
				label: __("Customer"),
				change: search,
			},
			{ fieldname: "due_until", fieldtype: "Date", label: __("Due until"), change: search },
			{ fieldname: "amount", fieldtype: "Data", label: __("Amount"), change: search },
			{
				fieldname: "tolerance_percent",
				fieldtype: "Data",
				label: __("Give or Take %"),
				change: search,
			},
			{
				fieldname: "date_received",
				fieldtype: "Date",
				label: __("Date Received"),
				default: today,
				change: () => this.table.use_date(this.fields.date_received.get_value()),
			},
			{
				fieldname: "payment_method",
				fieldtype: "Link",
				options: "Payment Method",
				label: __("Payment Method"),
			},
		];
		this.fields = {};
		for (const df of fields) {
			this.fields[df.fieldname] = this.page.add_field(df);
			tidy_number(this.fields[df.fieldname]);
		}
	}

	async show() {
		const { customer } = frappe.route_options || {};
		frappe.route_options = {}; // the sidebar of Frappe 16 reads from it
		if (customer) this.fields.customer.set_value(customer);
		await this.load();
		if (!this.kept.opened) this.kept.open();
	}

	filters() {
		const names = ["text", "customer", "due_until", "amount", "tolerance_percent"];
		const values = Object.fromEntries(names.map((name) => [name, this.fields[name].get_value() || null]));
		for (const name of ["amount", "tolerance_percent"]) values[name] = flt(values[name]) || null;
		return values;
	}

	async load(start = 0) {
		const filters = this.filters();
		const asked = JSON.stringify([filters, start]);
		this.asked = asked;
		const rows = await ask_when_there("unpaid_documents", { ...filters, start });
		if (asked !== this.asked) return; // something else was searched for meanwhile
		this.table.show(rows, start > 0);
		this.more.toggle(rows.length === PAGE_LENGTH);
		this.assess_now();
	}

	async assess_now() {
		const rows = this.table.chosen();
		this.totals.empty();
		if (!rows.length) return;
		const { rows: cases, totals } = await ask_when_there("assess_payments", { rows });
		this.table.tell(cases);
		const amounts = totals.map(({ amount, currency }) => format_currency(amount, currency).bold());
		this.totals.html(__("{0} chosen: {1}", [cases.length, amounts.join(", ")]));
	}

	async post(lump) {
		const rows = this.table.chosen();
		if (!rows.length) {
			refuse(__("Tick what was paid, or enter an amount."));
		}
		const payment_method = this.fields.payment_method.get_value();
		const results = await ask(
			"post_payments",
			{ rows: rows.map((row) => ({ ...row, payment_method })), lump },
			{ freeze: __("Posting…") },
		);
		this.show_results(results);
		this.table.forget(results.filter(({ payment }) => payment).map(({ entry }) => entry));
		this.kept.write_now();
		await this.load();
		this.table.tell(results.filter(({ payment }) => !payment).map(refusal));
	}

	show_results(results) {
		// a lump payment is told for each of its rows
		const posted = new Map(results.filter(({ payment }) => payment).map((one) => [one.payment, one]));
		const refused = results.filter(({ payment }) => !payment).length;
		const links = [...posted.values()].map(({ payment, posted_no, amount, currency }) => {
			const link = frappe.utils.get_form_link("Customer Payment", payment, true, posted_no);
			return `${link} (${format_currency(amount, currency)})`;
		});
		const parts = [];
		if (links.length) parts.push(indicator("green", __("Posted: {0}.", [links.join(", ")])));
		if (refused)
			parts.push(indicator("red", __("Refused: {0}. The reason stands in the row.", [refused])));
		this.results.html(parts.join(""));
	}
}

function refusal({ entry, message }) {
	return { entry, message, colour: "red" };
}

function indicator(colour, html) {
	return `<div class="indicator ${colour}"><span>${html}</span></div>`;
}
