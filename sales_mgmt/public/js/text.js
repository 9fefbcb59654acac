// Text is text: whatever a person typed is escaped where it is shown, here and by Frappe's Desk on our DocTypes.

import { MODULES } from "./ours";

const PLAIN = ["Data", "Small Text", "Text", "Long Text", "Select", "Read Only"];
const LINKS = ["Link", "Dynamic Link"];
// Frappe's own, whose texts are stored as typed too (texts/of_frappe.py).
const AS_TYPED = ["Address", "Contact"];
// Documents stored long ago hold an address as Frappe's template makes it, with its line breaks.
const OF_ADDRESSES = /_address_display$/;
const TEMPLATE_BREAK = /<br\s*\/?>\s*/gi;

// The one helper: any value as HTML.
export function text(value) {
	return frappe.utils.escape_html(cstr(value));
}

// For a column of a table in a dialog of ours.
export const as_text = (value) => text(value);

// A field that is only read: Frappe escapes the text of some kinds before it formats it, a newer one of more kinds.
let read = null;

function keep_what_is_read() {
	const { prototype } = frappe.ui.form.ControlInput;
	const frappes = prototype.set_disp_area;
	prototype.set_disp_area = function (value) {
		read = cstr(this.value || value);
		try {
			return frappes.call(this, value);
		} finally {
			read = null;
		}
	};
}

const as_typed = (value) => (read !== null && value === frappe.utils.escape_html(read) ? read : value);

// Frappe shows the value of a Data field, and the title of a link, as HTML: in lists, grids, reports, read-only fields.
export function show_texts_as_text() {
	keep_what_is_read();
	show_crumb_as_typed();
	const frappes = frappe.format;
	frappe.format = function (value, df, options, doc) {
		const kind = (df && df.fieldtype) || "Data";
		if ((df && df.formatter) || (options && options.only_value)) {
			return frappes.call(this, value, df, options, doc);
		}
		// a record of ours is called by its title on forms of others too
		if (LINKS.includes(kind)) return link_html(frappes.bind(this), value, df, options, doc);
		if (!is_ours(df, doc)) return frappes.call(this, value, df, options, doc);
		value = as_typed(value);
		if (OF_ADDRESSES.test(cstr(df && df.fieldname))) value = cstr(value).replace(TEMPLATE_BREAK, "\n").trim();
		const is_text = PLAIN.includes(kind) && typeof value === "string" && /[<>&]/.test(value);
		return frappes.call(this, is_text ? text(value) : value, df, options, doc);
	};
}

// A form is called by its title as it was typed; Frappe strips what it takes for tags.
$(document).on("form-refresh", (_event, frm) => {
	const title = title_like_tags(frm.doc);
	if (title) frm.page.set_title(text(title));
});

function title_like_tags(doc) {
	const { title_field, module } = frappe.get_meta(doc.doctype);
	const title = title_field && cstr(doc[title_field]).trim();
	const is_plain = !title || doc.__islocal || !MODULES.includes(module) || !/[<>&]/.test(title);
	return is_plain ? null : title;
}

// Frappe 16 has the title of a form as the last of its breadcrumbs; before, that was its name.
function show_crumb_as_typed() {
	const frappes = frappe.breadcrumbs && frappe.breadcrumbs.set_form_breadcrumb;
	if (!frappes) return;
	frappe.breadcrumbs.set_form_breadcrumb = function (...crumbs) {
		frappes.apply(this, crumbs);
		const doc = frappe.get_doc(crumbs[0].doctype, frappe.get_route().slice(2).join("/"));
		const title = doc && title_like_tags(doc);
		const $crumb = this.$breadcrumbs.find(".title-text-form").last();
		if (title && $crumb.text() !== doc.name) $crumb.text(title);
	};
}

// The first column of a list: an older Frappe takes out of it what looks like tags.
export function show_subject_as_typed(list) {
	const frappes = list.get_subject_html;
	if (!frappes || list.shows_subject_as_typed) return;
	list.shows_subject_as_typed = true;
	list.get_subject_html = function (doc) {
		const html = frappes.call(this, doc);
		const { fieldname } = this.columns[0].df;
		const formatted = this.settings.formatters && this.settings.formatters[fieldname];
		const value = cstr(doc[fieldname] || doc.name);
		if (formatted || !/[<>&]/.test(value)) return html;
		const parsed = $("<div>").html(html);
		parsed.find("a.ellipsis").text(value).attr("title", value);
		parsed.find("span.ellipsis").attr("title", value);
		return parsed.html();
	};
}

function is_ours(df, doc) {
	const doctype = (df && df.parent) || (doc && doc.doctype);
	const meta = doctype && frappe.get_meta(doctype);
	if (meta) return MODULES.includes(meta.module) || AS_TYPED.includes(doctype);
	// a report names its columns only
	const report = frappe.get_route && frappe.get_route()[0] === "query-report" && frappe.query_report;
	return Boolean(report && report.report_doc && MODULES.includes(report.report_doc.module));
}

// An older Frappe puts the title of a link between tags as it is, a newer one where the link may be followed escapes it.
function link_html(frappes, value, df, options, doc) {
	const html = frappes(value, df, options, doc);
	const doctype = df.fieldtype === "Link" ? df.options : doc && doc[df.options];
	const title = cstr((options && options.label) || (doctype && frappe.utils.get_link_title(doctype, value)));
	if (!/[<>&]/.test(title) || !cstr(html).includes(title)) return html;
	return html === title ? text(title) : frappes(value, df, { ...options, label: text(title) }, doc);
}
