// Document line tracking: where a line came from and what became of it.

import { ask_for, form_button, new_dialog } from "./guarded";
import { plain_number } from "./numbers";
import { ask } from "./server";

// Frappe takes titles and choices for HTML
const escape = (text) => frappe.utils.escape_html(text);

export function show_tracking_button(frm, grid_row) {
	const row = grid_row.doc;
	const control = grid_row.grid_form.fields_dict.quantity;
	if (!control || frm.is_new() || row.__islocal || row.type === "Comment") return;
	control.$wrapper.find(".sales-tracking").remove();
	$(`<button type="button" class="btn btn-xs btn-secondary sales-tracking">${__("Line Tracking")}</button>`)
		.on("click", () => show_tracking(frm, row))
		.appendTo(control.$wrapper);
}

export function add_tracking_button(frm) {
	form_button(frm, __("Line Tracking"), () => open_line_tracking(frm), __("View"));
}

// The line is the checked one, the only one, or chosen.
export function open_line_tracking(frm) {
	const rows = frm.doc.lines.filter((row) => row.type !== "Comment");
	const [checked] = frm.fields_dict.lines.grid.get_selected_children();
	if (checked || rows.length === 1) return show_tracking(frm, checked || rows[0]);
	ask_for(
		{
			fieldname: "row",
			fieldtype: "Select",
			label: __("Line"),
			options: rows.map((row) => ({ value: row.name, label: line_text(row) })),
			default: rows[0].name,
			reqd: 1,
		},
		({ row }, leave) =>
			show_tracking(
				frm,
				rows.find(({ name }) => name === row),
				leave,
			),
		__("Line Tracking"),
		__("Show"),
	);
}

function line_text(row) {
	const what = [row.item || row.account, row.description].filter(Boolean).join(" ");
	return escape(`${row.idx}: ${what}, ${plain_number(row.quantity)} ${row.uom || ""}`);
}

async function show_tracking(frm, row, leave = () => {}) {
	const { doctype, docname: name } = frm;
	const found = await ask("line_tracking", { doctype, name, row: row.name }, { freeze: __("One moment…") });
	leave();
	const dialog = new_dialog({
		title: __("Line Tracking: {0}", [escape(row.description || row.item || row.account)]),
		size: "large",
		fields: [{ fieldname: "found", fieldtype: "HTML" }],
	});
	dialog.fields_dict.found.$wrapper.html(table(found)).on("click", "a", () => dialog.hide());
	dialog.show();
}

const LABELS = { "Document Archive": () => __("Archived Version") };

function table(found) {
	const rows = found.map(({ doctype, name, number, row, date, quantity, uom, status }) => {
		const label = LABELS[doctype] ? LABELS[doctype]() : __(doctype);
		const link = frappe.utils.get_form_link(doctype, name, true, frappe.utils.escape_html(number));
		const day = date ? frappe.datetime.str_to_user(date.slice(0, 10)) : "";
		return `<tr>
			<td>${label}</td><td>${link}</td><td class="text-right">${row}</td><td>${day}</td>
			<td class="text-right">${plain_number(quantity)} ${frappe.utils.escape_html(uom || "")}</td>
			<td>${status ? __(status) : ""}</td>
		</tr>`;
	});
	return `
		<table class="table table-bordered table-condensed sales-trace">
			<thead><tr>
				<th>${__("Document Type")}</th><th>${__("Document")}</th>
				<th class="text-right">${__("Row")}</th><th>${__("Date")}</th>
				<th class="text-right">${__("Quantity")}</th><th>${__("Status")}</th>
			</tr></thead>
			<tbody>${rows.join("")}</tbody>
		</table>`;
}
