// When orders leave. The server says which, and in which colour; it also decides whether one may be moved.
// Frappe 15 and 16 still name a dark green, but have no shades of it, and their green is too pale to read on green.
const DONE = frappe.ui.color.get("dark-green", "dark") ? "dark-green" : "gray";
const COLOURS = { open: "orange", released: "blue", late: "red", done: DONE };

frappe.views.calendar["Sales Order"] = {
	field_map: {
		id: "name",
		start: "shipment_date",
		end: "last_day",
		title: "title",
		allDay: "all_day",
		convertToUserTz: "in_user_time_zone",
	},
	// a busy day tells how many more there are (Frappe 16 knows that by the second name), the week begins where the site's
	// settings say, and the calendar knows Norwegian by its newer code
	options: {
		eventLimit: true,
		dayMaxEvents: true,
		firstDay: frappe.datetime.get_first_day_of_the_week_index(),
		locale: frappe.boot.lang === "no" ? "nb" : frappe.boot.lang,
	},
	get_css_class({ colour }) {
		Object.assign(this.color_map, COLOURS);
		return colour;
	},
	get_events_method: "sales_mgmt.api.shipment_calendar",
	update_event_method: "sales_mgmt.api.move_shipment",
};
