// Words that Frappe puts together from halves: which view a list is shown in. They are translated where they are shown, on every
// page of the Desk.

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
