// The document below the one at hand, in the list that the person came from: as it is filtered and sorted there, and in the order that
// its rows were seen in. A posting changes what lists sort by ("Last Updated On"), so the place is the one from before.

import { list_of } from "./server";

export async function open_next(doctype, doc) {
	const name = await next_name(doctype, doc);
	if (name) return frappe.set_route("Form", doctype, name);
	await frappe.set_route("List", doctype);
	const said = __("There is no other document below {0} in the list.", [frappe.utils.escape_html(doc.name)]);
	return frappe.show_alert({ message: said, indicator: "blue" });
}

async function next_name(doctype, doc) {
	const list = seen_list(doctype);
	const at = list.rows.findIndex(({ name }) => name === doc.name);
	if (at < 0) return first(list, [doc.name], doc);
	const names = list.rows.map(({ name }) => name);
	const below = names.slice(at + 1);
	const still_there = below.length ? await ask(list, [["name", "in", below]], below.length) : [];
	return below.find((name) => still_there.includes(name)) || first(list, names, list.rows[names.length - 1]);
}

// Where the Desk was opened at the form, the list is as this person left it last.
function seen_list(doctype) {
	const shown = frappe.get_list_view(doctype);
	const { filters, sort_by, sort_order } = shown || frappe.get_user_settings(doctype).List || {};
	const { sort_field, sort_order: usual } = frappe.get_meta(doctype);
	return {
		doctype,
		rows: (shown && shown.data) || [],
		filters: shown ? shown.get_filters_for_args() : filters || [],
		sort_by: sort_by || sort_field || "creation",
		sort_order: (sort_by && sort_order) || usual || "desc",
	};
}

// The first that comes after `row`, and is none of these.
async function first(list, names, row) {
	const { sort_by, sort_order } = list;
	const value = row[sort_by];
	const after = value ? [[sort_by, sort_order.toLowerCase() === "asc" ? ">=" : "<=", value]] : [];
	const [name] = await ask(list, [["name", "not in", names], ...after], 1);
	return name;
}

async function ask({ doctype, filters, sort_by, sort_order }, more, limit) {
	const found = await list_of(doctype, {
		filters: [...filters, ...more.map((filter) => [doctype, ...filter])],
		order_by: `\`tab${doctype}\`.\`${sort_by}\` ${sort_order}`,
		limit,
	});
	return found.map(({ name }) => name);
}
