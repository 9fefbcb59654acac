// Words that Frappe puts together from halves, or forgets to translate: which view a list is shown in, and the fields of lines
// in the timeline, with the number of the row. They are translated where they are shown, on every page of the Desk.

const VIEWS = {
	List: () => __("List View"),
	Report: () => __("Report View"),
	Dashboard: () => __("Dashboard View"),
	Gantt: () => __("Gantt View"),
	Kanban: () => __("Kanban View"),
	Calendar: () => __("Calendar View"),
	Image: () => __("Image View"),
	Tree: () => __("Tree View"),
};

const lists = frappe.views.BaseList && frappe.views.BaseList.prototype;

if (lists) {
	const { setup_view_menu } = lists;

	lists.setup_view_menu = function (...values) {
		const made = setup_view_menu.apply(this, values);
		const label = this.views_menu?.closest(".custom-btn-group").find(".custom-btn-group-label");
		const halves = __("{0} View", [this.view_name]);
		const whole = VIEWS[this.view_name];
		if (whole && label?.text() === halves) label.text(whole());
		return made;
	};
}

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
	frappe.meta.get_label = (...field) => __(get_label.apply(frappe.meta, field));
	if (COUNTS_FROM_0) timeline.doc_info.versions = versions?.map(with_row_numbers);
	try {
		return tell();
	} finally {
		frappe.meta.get_label = get_label;
		timeline.doc_info.versions = versions;
	}
}

function with_row_numbers(version) {
	const data = version.data && JSON.parse(version.data);
	if (!data?.row_changed?.length) return version;
	const row_changed = data.row_changed.map(([table, index, ...more]) => [table, index + 1, ...more]);
	return { ...version, data: JSON.stringify({ ...data, row_changed }) };
}
