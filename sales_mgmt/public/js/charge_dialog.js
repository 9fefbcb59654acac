// Assign Item Charge: which goods a charge belongs to. The server divides, counts and stores; the dialog shows.

import { is_order } from "./chains";
import { new_dialog } from "./guarded";
import { tell_number } from "./number_input";
import { read_number } from "./read_number";
import { ask, ask_when_there } from "./server";
import { text } from "./text";

const METHODS = {
	Equally: () => __("Equally"),
	"By Amount": () => __("By Amount"),
	"By Weight": () => __("By Weight"),
	"By Volume": () => __("By Volume"),
};
const LABELS = {
	quantity: () => __("Qty. to Assign"),
	qty_to_handle: () => __("Qty. to Handle"),
};

export function open_charge_dialog(frm, line) {
	const charges = frm.doc.lines.filter((row) => row.type === "Item Charge" && row.item_charge);
	if (!charges.length) {
		frappe.msgprint(__("Choose the item charge in its row first."));
		return;
	}
	const first = charges.find((row) => row.qty_not_assigned) || charges[0];
	new ChargeDialog(frm, charges).open(line || first.name);
}

class ChargeDialog {
	constructor(frm, charges) {
		this.frm = frm;
		this.charges = charges;
		this.on_order = is_order(frm.doctype);
		this.dialog = new_dialog({
			title: __("Assign Item Charge"),
			size: "extra-large",
			fields: [
				{
					fieldname: "line",
					fieldtype: "Select",
					label: __("Item Charge"),
					options: charges.map((row) => ({
						value: row.name,
						label: __("Row {0}: {1}", [row.idx, text(row.description || row.item_charge)]),
					})),
					change: () => this.load(),
				},
				{ fieldtype: "Column Break" },
				{
					fieldname: "search",
					fieldtype: "Data",
					label: __("Find Posted Goods"),
					description: __("Document, item or description. The newest 50 are shown."),
					change: () => this.load(),
				},
				{ fieldtype: "Section Break" },
				{ fieldname: "summary", fieldtype: "HTML" },
				{ fieldname: "table", fieldtype: "HTML" },
			],
			primary_action_label: __("Save"),
			primary_action: () => this.store().then((stored) => stored && this.close()),
		});
		this.dialog.onhide = () => this.changed && frm.reload_doc();
	}

	open(line) {
		this.dialog.show();
		this.dialog.set_value("line", line);
	}

	close() {
		this.dialog.hide();
	}

	args(more) {
		const line = this.dialog.get_value("line");
		return { doctype: this.frm.doctype, name: this.frm.docname, line, ...more };
	}

	async load() {
		if (!this.dialog.get_value("line")) return;
		const search = this.dialog.get_value("search") || null;
		this.show(await ask_when_there("charge_targets", this.args({ search })));
	}

	show({ charge, targets }) {
		this.targets = targets;
		this.dialog.fields_dict.summary.$wrapper.html(this.summary(charge));
		this.dialog.fields_dict.summary.$wrapper
			.find("[data-method]")
			.on("click", (event) => this.suggest($(event.currentTarget).attr("data-method")));
		const $table = this.dialog.fields_dict.table.$wrapper.html(this.table());
		$table.find("input.charge-all").on("change", ({ currentTarget }) => {
			const group = $(currentTarget).attr("data-group");
			$table.find(`input.charge-tick[data-group="${group}"]`).prop("checked", currentTarget.checked);
		});
	}

	summary(charge) {
		const rest = charge.qty_not_assigned;
		const state = rest
			? `<span class="indicator-pill red">${__("{0} not assigned", [number(rest)])}</span>`
			: `<span class="indicator-pill green">${__("Fully assigned")}</span>`;
		const money = format_currency(charge.line_amount, this.frm.doc.currency);
		const buttons = Object.entries(METHODS)
			.map(
				([method, label]) =>
					`<button type="button" class="btn btn-default btn-sm" data-method="${method}">${label()}</button>`,
			)
			.join(" ");
		return `<div class="charge-summary">
			<div><b>${__("{0} to assign, {1}", [number(charge.quantity), money])}</b> ${state}</div>
			<div>${__("Divide over the ticked rows:")} ${buttons}</div>
		</div>`;
	}

	table() {
		const own = this.targets.filter(({ entry }) => !entry);
		const posted = this.targets.filter(({ entry }) => entry);
		return `<table class="table table-sm charge-table"><thead><tr>
			<th></th><th>${__("Row")}</th><th>${__("Item")}</th><th>${__("Description")}</th>
			<th class="text-right">${__("Quantity")}</th><th>${__("Unit")}</th>
			<th class="text-right">${__("Qty. to Assign")}</th>
			${this.on_order ? `<th class="text-right">${__("Qty. to Handle")}</th><th class="text-right">${__("Qty. Assigned")}</th>` : ""}
			<th class="text-right">${__("Amount")}</th></tr></thead>
			${this.group("own", __("Lines of this document"), own, true)}
			${this.group("posted", __("Posted shipments and return receipts"), posted, false)}
		</table>`;
	}

	group(name, title, rows, own) {
		if (!rows.length && own) return "";
		const any = rows.some((row) => row.qty_to_assign);
		const untouched = !this.targets.some((row) => row.qty_to_assign);
		const body = rows
			.map((row) => this.row(row, name, Boolean(row.qty_to_assign) || (own && untouched)))
			.join("");
		const all = rows.length
			? `<input type="checkbox" class="charge-all" data-group="${name}" ${any || (own && untouched) ? "checked" : ""}>`
			: "";
		const empty = `<tr><td></td><td class="text-muted" colspan="9">${__("Nothing was found.")}</td></tr>`;
		return `<tbody><tr class="charge-group"><td>${all}</td><td colspan="9">${title}</td></tr>${body || empty}</tbody>`;
	}

	row(row, group, ticked) {
		const escape = frappe.utils.escape_html;
		const where = row.entry
			? `${frappe.utils.get_form_link(row.doctype, row.document, true, row.posted_no)} · ${frappe.datetime.str_to_user(row.posting_date)}`
			: row.row;
		const input = (field, value) =>
			`<td class="text-right"><input class="form-control input-xs text-right" data-field="${field}" inputmode="decimal" value="${number(value)}"></td>`;
		return `<tr data-line="${row.line}">
			<td><input type="checkbox" class="charge-tick" data-group="${group}" ${ticked ? "checked" : ""}></td>
			<td>${where}</td><td>${escape(row.item || "")}</td><td>${escape(row.description || "")}</td>
			<td class="text-right">${number(row.quantity)}</td><td>${escape(row.uom || "")}</td>
			${input("quantity", row.qty_to_assign)}
			${this.on_order ? `${input("qty_to_handle", row.qty_to_handle)}<td class="text-right">${number(row.qty_assigned)}</td>` : ""}
			<td class="text-right">${row.qty_to_assign ? format_currency(row.assigned_amount, this.frm.doc.currency) : ""}</td>
		</tr>`;
	}

	ticked() {
		return this.rows()
			.filter((_index, row) => $(row).find(".charge-tick").prop("checked"))
			.map((_index, row) => $(row).attr("data-line"))
			.get();
	}

	rows() {
		return this.dialog.fields_dict.table.$wrapper.find("tr[data-line]");
	}

	async suggest(method) {
		const targets = this.ticked();
		if (!targets.length) {
			frappe.show_alert({
				message: __("Tick the goods that the charge belongs to."),
				indicator: "orange",
			});
			return;
		}
		const answer = await ask("suggest_charge_assignment", this.args({ method, targets }));
		this.changed = true;
		this.show(answer);
	}

	// A value that nobody touched is sent as it was stored, with all its decimals.
	entered($row, field, stored) {
		const $input = $row.find(`[data-field="${field}"]`);
		if (!$input.length || $input.val() === $input.prop("defaultValue")) return stored;
		return $input.val().trim() ? read_number($input.val()) : 0;
	}

	// The first input that holds no number, with what it is called.
	unreadable() {
		const inputs = this.rows().find("input[data-field]").get();
		const input = inputs.find(({ value }) => value.trim() && read_number(value) === null);
		return input && { label: LABELS[input.dataset.field](), typed: input.value };
	}

	// Whether it was stored.
	async store() {
		const wrong = this.unreadable();
		if (wrong) {
			tell_number(wrong.label, wrong.typed);
			return false;
		}
		const targets = this.rows()
			.map((index, element) => {
				const $row = $(element);
				const row = this.targets.find(({ line }) => line === $row.attr("data-line"));
				const quantity = this.entered($row, "quantity", row.qty_to_assign);
				const same = quantity === row.qty_to_assign;
				const handled = this.entered($row, "qty_to_handle", same ? row.qty_to_handle : null);
				return { line: row.line, quantity, qty_to_handle: this.on_order ? handled : null };
			})
			.get()
			.filter(({ quantity }) => quantity);
		await ask("assign_charge", this.args({ targets }), { freeze: __("Saving…") });
		this.changed = true;
		return true;
	}
}

// At most five decimals are shown; more are stored, so that shares add up.
function number(value) {
	return format_number(value || 0, null, 5)
		.replace(/([.,]\d*?)0+$/, "$1")
		.replace(/[.,]$/, "");
}
