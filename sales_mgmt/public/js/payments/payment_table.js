// The rows of Register Payments. An amount that is typed ticks its row; a row that is ticked gets what is due.

import { tell_number } from "../number_input";
import { read_number } from "../read_number";
import { text } from "../text";

const COLUMNS = [
	{
		label: () => __("Paid"),
		html: () => `<input type="checkbox" class="paid" aria-label="${__("Paid")}">`,
	},
	{ label: () => __("Document"), html: document_link },
	{ label: () => __("Customer"), html: customer_link },
	{ label: () => __("Due Date"), html: due_date },
	{ label: () => __("Remaining"), html: (row) => money(row.remaining_amount, row), number: true },
	{ label: () => __("With Discount"), html: with_discount, number: true },
	{ label: () => __("Date Received"), html: () => input("date", __("Date Received")) },
	{
		label: () => __("Amount Received"),
		html: () => input("amount text-right", __("Amount Received")),
		number: true,
	},
	{ label: () => __("What It Does"), html: () => '<div class="payment-case"></div>', wide: true },
];

function nothing_unpaid() {
	return __("Nothing is unpaid here. Empty a filter to see more; posted invoices appear by themselves.");
}

export class PaymentTable {
	constructor({ parent, date_received, on_change }) {
		Object.assign(this, { date_received, on_change, rows: [], entered: new Map() });
		const head = COLUMNS.map(
			({ label, number, wide }) =>
				`<th class="${number ? "text-right" : ""} ${wide ? "wide" : ""}">${label()}</th>`,
		);
		this.wrapper = $(`<div class="payment-table"><table class="table table-sm">
			<thead><tr>${head.join("")}</tr></thead><tbody></tbody></table>
			<div class="no-rows text-muted">${nothing_unpaid()}</div></div>`).appendTo(parent);
		this.body = this.wrapper.find("tbody");
		this.listen();
	}

	listen() {
		const on = (event, selector, act) =>
			this.body.on(event, selector, ({ currentTarget }) => {
				const element = $(currentTarget).closest("tr");
				act(this.row_of(element), currentTarget, element);
			});
		on("change", ".paid", (row, box) => this.tick(row, box.checked));
		on("change", ".date", (row, box) =>
			this.enter(row, { date: frappe.datetime.user_to_str(box.value) }),
		);
		on("change", ".amount", (row, box) => this.type_amount(row, box.value));
		on("change", ".late", (row, box) => this.enter(row, { accept_late_discount: box.checked ? 1 : 0 }));
		on("focus", ".amount", (_row, box) => box.select());
		this.body.on("keydown", ".amount", (event) => {
			if (event.key !== "Enter") return;
			const next = $(event.currentTarget).closest("tr").next().find(".amount");
			(next.length ? next : $(event.currentTarget)).trigger(next.length ? "focus" : "blur");
		});
	}

	show(rows, append) {
		if (!append) this.body.empty();
		this.rows = append ? [...this.rows, ...rows] : rows;
		this.body.append(rows.map(row_html).join(""));
		this.wrapper.find(".no-rows").toggle(!this.rows.length);
		this.wrapper.find("table").toggle(Boolean(this.rows.length));
		for (const row of rows) this.refresh(row);
	}

	row_of(element) {
		return this.rows.find(({ entry }) => entry === element.attr("data-entry"));
	}

	element(entry) {
		return this.body.find(`tr[data-entry="${entry}"]`);
	}

	chosen() {
		return this.rows.map(({ entry }) => this.entered.get(entry)).filter(Boolean);
	}

	// Of every row that was entered, also those that a filter hides at the moment; null for none.
	all_entered() {
		return this.entered.size ? [...this.entered.values()] : null;
	}

	put_back(rows) {
		this.entered = new Map(rows.map((values) => [values.entry, values]));
		this.rows.forEach((row) => this.refresh(row));
		this.on_change();
	}

	tick(row, checked) {
		if (checked) return this.enter(row, {});
		this.entered.delete(row.entry);
		this.refresh(row);
		this.on_change();
	}

	type_amount(row, value) {
		if (!value.trim()) return this.tick(row, false);
		const amount = read_number(value, get_number_format(row.currency));
		if (amount !== null) return this.enter(row, { amount });
		tell_number(__("Amount Received"), value);
		this.refresh(row);
	}

	enter(row, values) {
		const before = this.entered.get(row.entry) || { entry: row.entry, date: this.date_received() };
		this.entered.set(row.entry, { ...before, ...values });
		this.refresh(row);
		this.on_change();
	}

	use_date(date) {
		for (const values of this.entered.values()) values.date = date;
		this.rows.forEach((row) => this.refresh(row));
		this.on_change();
	}

	forget(entries) {
		entries.forEach((entry) => this.entered.delete(entry));
	}

	refresh(row) {
		const values = this.entered.get(row.entry);
		const element = this.element(row.entry).toggleClass("chosen", Boolean(values));
		element.find(".paid").prop("checked", Boolean(values));
		element.find(".date").val(values ? frappe.datetime.str_to_user(values.date) : "");
		const amount = values && values.amount;
		element.find(".amount").val(is_null(amount) ? "" : amount_text(amount, row));
		if (!values) element.find(".payment-case").empty();
	}

	// What the server says of the rows. A row that was only ticked has its amount from there.
	tell(cases) {
		for (const { entry, amount, code, message, colour } of cases) {
			const row = this.rows.find((other) => other.entry === entry);
			const values = this.entered.get(entry);
			if (!row || !values) continue;
			if (is_null(values.amount) && !is_null(amount)) values.amount = amount;
			this.refresh(row);
			const late = code === "grace" || values.accept_late_discount ? accept_late(values) : "";
			this.element(entry)
				.find(".payment-case")
				.html(`<span class="indicator ${colour}">${text(message)}</span>${late}`);
		}
	}
}

function row_html(row) {
	// On a phone a row is a card, and each cell says what it is.
	const cells = COLUMNS.map(
		({ label, html, number }) =>
			`<td class="${number ? "text-right" : ""}" data-label="${text(label())}">${html(row)}</td>`,
	);
	return `<tr data-entry="${row.entry}">${cells.join("")}</tr>`;
}

function document_link({ document_doctype, document_name, posted_no, external_document_no }) {
	const link = frappe.utils.get_form_link(document_doctype, document_name, true, text(posted_no));
	const theirs = text(external_document_no);
	return `<div>${link}<div class="text-muted small">${theirs}</div></div>`;
}

function customer_link({ customer, customer_name }) {
	return frappe.utils.get_form_link("Customer", customer, true, text(customer_name));
}

function due_date({ due_date: due }) {
	const overdue = due && due < frappe.datetime.get_today();
	return `<span class="${overdue ? "text-danger" : ""}">${frappe.datetime.str_to_user(due)}</span>`;
}

function with_discount(row) {
	if (!row.payment_discount) return "";
	const until = __("until {0}", [frappe.datetime.str_to_user(row.payment_discount_date)]);
	return `<div>${money(row.remaining_with_discount, row)}<div class="text-muted small">${until}</div></div>`;
}

function money(value, { currency }) {
	return format_currency(value, currency);
}

function amount_text(value, { currency }) {
	const format = get_number_format(currency);
	return format_number(value, format, get_number_format_info(format).precision);
}

function input(classes, label) {
	return `<input type="text" class="form-control input-xs ${classes}" aria-label="${label}">`;
}

function accept_late({ accept_late_discount }) {
	const checked = accept_late_discount ? "checked" : "";
	return `<label class="small"><input type="checkbox" class="late" ${checked}> ${__(
		"Accept the late discount",
	)}</label>`;
}
