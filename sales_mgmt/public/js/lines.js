// The line grid: columns per document, locked cells, progress colours.

import { mark_stock, show_line_details } from "./line_details";
import { start_new_rows } from "./line_entry";
import { show_tracking_button } from "./line_tracking";
import { decimals_of_price, docfields } from "./numbers";
import { is_released } from "./status";

// Frappe gives a grid ten units of width. Only what differs from the DocType's own columns stands here.
const COLUMNS = {
	"Sales Quote": {
		type: 1,
		item: 1,
		description: 3,
		quantity: 1,
		uom: 1,
		unit_price: 1,
		line_discount_percent: 1,
		line_amount: 1,
	},
};

// The lines of a return order are those of an order; what is shipped and invoiced there is received and credited here.
const RETURN_LABELS = {
	qty_to_ship: () => __("Qty. to Receive"),
	quantity_shipped: () => __("Quantity Received"),
	qty_to_invoice: () => __("Qty. to Credit"),
	quantity_invoiced: () => __("Quantity Credited"),
	qty_shipped_not_invoiced: () => __("Qty. Received Not Credited"),
	progress_section: () => __("Receiving and Crediting"),
};

// The next posting is planned on a released order too; everything else on an item line waits for Reopen.
const FREE_WHEN_RELEASED = ["qty_to_ship", "qty_to_invoice"];

// What may be added to a released document.
const NEW_WHEN_RELEASED = ["G/L Account", "Item Charge", "Comment"];

// What is sold on lines that are not items.
const OF_TYPE = { "G/L Account": "account", "Item Charge": "item_charge" };

const ROW_BUTTONS =
	".grid-delete-row, .grid-duplicate-row, .grid-insert-row, .grid-insert-row-below, .grid-append-row";

const UNASSIGNED = "sales-line-unassigned";

const ROW_CLASSES = {
	[UNASSIGNED]: (row) => row.type === "Item Charge" && row.qty_not_assigned !== 0,
	"sales-line-comment": (row) => row.type === "Comment",
	"sales-line-partly-shipped": (row) => row.quantity_shipped > 0 && row.outstanding_quantity > 0,
	"sales-line-shipped": (row) => row.quantity_shipped > 0 && !row.outstanding_quantity,
	"sales-line-closed": (row) => row.quantity_cancelled > 0,
};

// Of a complete delivery everything outstanding is shipped: the order, not the quantity, says otherwise.
function ships_whole(frm, row, fieldname) {
	return fieldname === "qty_to_ship" && row.type === "Item" && frm.doc.shipping_advice === "Complete";
}

export function setup_lines(frm) {
	const lines = line_doctype(frm);
	show_account_in_item_column(lines);
	show_money_without_symbol(lines);
	start_new_rows(frm, ({ type }) => (type === "Item" ? "item" : "type"), (row) => choose_type(frm, row));
	// copies made before now know nothing of these formatters
	delete frappe.meta.docfield_copy[lines];
	$(frm.wrapper).on("grid-row-render", (_event, grid_row) => {
		if (grid_row.grid.df.fieldname !== "lines" || !grid_row.doc) return;
		dress(frm, grid_row);
	});
	frappe.ui.form.on(lines, {
		type: (form, cdt, cdn) => form === frm && change_type(frm, cdn),
		form_render: (form, cdt, cdn) => form === frm && show_details(frm, cdn),
		lines_add: (form, cdt, cdn) => form === frm && choose_type(frm, frappe.get_doc(cdt, cdn)),
		before_lines_remove: (form, cdt, cdn) => form === frm && keep_locked_line(frm, cdt, cdn),
	});
}

function show_details(frm, cdn) {
	const grid_row = frm.fields_dict.lines.grid.grid_rows_by_docname[cdn];
	if (is_locked(frm, grid_row.doc)) grid_row.wrapper.find(ROW_BUTTONS).hide();
	show_line_details(frm, grid_row);
	show_tracking_button(frm, grid_row);
}

// No item can be added to a released document.
function choose_type(frm, row) {
	if (!is_released(frm) || NEW_WHEN_RELEASED.includes(row.type)) return;
	row.type = "Comment";
	frm.fields_dict.lines.grid.refresh_row(row.name);
}

export function refresh_lines(frm) {
	const grid = frm.fields_dict.lines.grid;
	grid.wrapper.toggleClass("sales-released", is_released(frm));
	const renamed = set_labels(frm, grid);
	if (set_columns(frm, grid) || renamed) grid.reset_grid();
	else grid.grid_rows.forEach((grid_row) => dress(frm, grid_row));
}

// A charge that no goods bear yet is red until it is assigned.
export function mark_charges(frm) {
	for (const grid_row of frm.fields_dict.lines.grid.grid_rows) {
		if (grid_row.doc) grid_row.wrapper.toggleClass(UNASSIGNED, ROW_CLASSES[UNASSIGNED](grid_row.doc));
	}
}

function is_locked(frm, row) {
	return is_released(frm) && row.type === "Item";
}

function set_labels(frm, grid) {
	if (frm.doctype !== "Sales Return Order") return false;
	let changed = false;
	for (const df of frappe.meta.get_docfields(grid.doctype, frm.docname)) {
		const label = RETURN_LABELS[df.fieldname] && RETURN_LABELS[df.fieldname]();
		if (!label || df.label === label) continue;
		df.label = label;
		changed = true;
	}
	return changed;
}

function set_columns(frm, grid) {
	const widths = COLUMNS[frm.doctype];
	if (!widths) return false;
	const wrong = frappe.meta
		.get_docfields(grid.doctype, frm.docname)
		.filter((df) => cint(df.in_list_view) !== (df.fieldname in widths ? 1 : 0));
	for (const df of frappe.meta.get_docfields(grid.doctype, frm.docname)) {
		df.in_list_view = df.fieldname in widths ? 1 : 0;
		df.columns = widths[df.fieldname] || 0;
	}
	return wrong.length > 0;
}

function dress(frm, grid_row) {
	const row = grid_row.doc;
	if (!row) return;
	for (const [name, applies] of Object.entries(ROW_CLASSES)) {
		grid_row.wrapper.toggleClass(name, applies(row));
	}
	const locked = is_locked(frm, row);
	for (const df of grid_row.docfields) {
		const standard = frappe.meta.get_docfield(row.doctype, df.fieldname);
		// an opened row adds layout fields that the DocType does not know
		if (!standard) continue;
		const free =
			(!locked || FREE_WHEN_RELEASED.includes(df.fieldname)) && !ships_whole(frm, row, df.fieldname);
		set_read_only(grid_row, df, free ? cint(standard.read_only) : 1);
		if (df.fieldname === "type") set_options(grid_row, df, types(frm, row, standard));
	}
	mark_stock(frm, grid_row);
}

function types(frm, row, standard) {
	return is_released(frm) && !is_locked(frm, row) ? NEW_WHEN_RELEASED.join("\n") : standard.options;
}

function set_options(grid_row, df, options) {
	if (df.options === options) return;
	df.options = options;
	const control = grid_row.on_grid_fields_dict[df.fieldname];
	if (control) control.refresh();
}

function set_read_only(grid_row, df, read_only) {
	if (cint(df.read_only) === read_only) return;
	df.read_only = read_only;
	const control = grid_row.on_grid_fields_dict[df.fieldname];
	if (control) control.refresh();
}

// The grid has one column for what is sold; on other lines it shows the account or the item charge.
function show_account_in_item_column(lines) {
	const formatter = (value, df, options, doc) => {
		const field = doc && OF_TYPE[doc.type];
		const shown = field ? doc[field] : value;
		if (!shown) return "";
		return frappe.utils.escape_html(shown);
	};
	for (const df of docfields(lines)) if (df.fieldname === "item") df.formatter = formatter;
}

// The currency stands at the totals; in the narrow columns of the grid only the number counts.
function show_money_without_symbol(lines) {
	for (const df of docfields(lines).filter(({ fieldtype }) => fieldtype === "Currency")) {
		df.formatter = (value, df, options, doc) => {
			if (value === undefined || value === null || value === "") return "";
			const currency = frappe.meta.get_field_currency(df, doc);
			const format = get_number_format(currency);
			const { precision } = get_number_format_info(format);
			const decimals = df.fieldname === "unit_price" ? decimals_of_price(value, currency) : precision;
			return format_number(value, format, decimals);
		};
	}
}

function change_type(frm, cdn) {
	const grid_row = frm.fields_dict.lines.grid.grid_rows_by_docname[cdn];
	if (!grid_row) return;
	dress(frm, grid_row);
	const field = OF_TYPE[grid_row.doc.type];
	if (field && !grid_row.doc[field]) open_field(grid_row, field);
}

// Account and item charge have no column of their own: they are chosen in the row's form.
function open_field(grid_row, fieldname) {
	grid_row.toggle_view(true);
	const control = grid_row.grid_form.fields_dict[fieldname];
	if (control && control.$input) control.$input.trigger("focus");
}

function keep_locked_line(frm, cdt, cdn) {
	if (is_locked(frm, frappe.get_doc(cdt, cdn))) {
		frappe.throw({
			title: __("Released"),
			message: __("Reopen the document before you delete an item line."),
		});
	}
}

function line_doctype(frm) {
	return frappe.meta.get_docfield(frm.doctype, "lines").options;
}
