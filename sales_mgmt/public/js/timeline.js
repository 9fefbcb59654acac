// The timeline of our documents as people read it: labels are translated where they are shown, rows are counted from 1, and
// it is quiet about fields that the server fills in.

import { is_our_doctype } from "./ours";

const Footer = frappe.ui.form.Footer && frappe.ui.form.Footer.prototype;

if (Footer) {
	const { make_timeline } = Footer;

	Footer.make_timeline = function (...values) {
		make_timeline.apply(this, values);
		const { timeline } = this.frm;
		const { get_version_timeline_contents } = timeline;
		timeline.get_version_timeline_contents = (...given) =>
			as_people_read(timeline, () => get_version_timeline_contents.apply(timeline, given));
	};
}

// Until 16, Frappe tells of the first row as row 0.
const COUNTS_FROM_0 = Number.parseInt(frappe.boot?.versions?.frappe) < 16;

// What changed in a line is told with the field's label as it is stored, and rows are counted from 0.
function as_people_read(timeline, tell) {
	const { get_label } = frappe.meta;
	const { versions } = timeline.doc_info;
	const { doctype } = timeline.frm;
	frappe.meta.get_label = (...field) => __(get_label.apply(frappe.meta, field));
	timeline.doc_info.versions = versions?.map((version) => told(version, doctype)).filter(Boolean);
	try {
		return tell();
	} finally {
		frappe.meta.get_label = get_label;
		timeline.doc_info.versions = versions;
	}
}

function told(version, doctype) {
	const data = version.data && JSON.parse(version.data);
	if (!data) return version;
	const ours = is_our_doctype(doctype);
	const rows = data.row_changed || [];
	const row_changed = (ours ? without_filled_rows(rows, doctype) : rows).map(as_counted);
	const changed = (ours ? data.changed?.filter(([field]) => !is_filled(doctype, field)) : data.changed)?.map(in_words);
	const fell_silent = changed?.length !== data.changed?.length || row_changed.length !== rows.length;
	const rest = [changed, row_changed, data.added, data.removed].some((each) => each?.length);
	if (fell_silent && !rest) return null;
	return { ...version, data: JSON.stringify({ ...data, changed, row_changed }) };
}

const as_counted = ([table, index, name, changed]) => [
	table,
	COUNTS_FROM_0 ? index + 1 : index,
	name,
	changed.map(in_words),
];

// A field that was blank was not "null", which is what Frappe 15 makes of it.
const in_words = ([field, before, after]) => [field, before ?? "", after ?? ""];

function without_filled_rows(rows, doctype) {
	return rows
		.map(([table, index, name, changed]) => {
			const rows_are = frappe.meta.get_docfield(doctype, table)?.options;
			return [table, index, name, changed.filter(([field]) => !is_filled(rows_are, field))];
		})
		.filter(([, , , changed]) => changed.length);
}

// Nobody typed it. The status is filled by the server too, and tells what somebody did.
function is_filled(doctype, field) {
	return field !== "status" && Boolean(frappe.meta.get_docfield(doctype, field)?.read_only);
}
