// A shortcut and a number card open exactly what they count. Frappe hands its filters to the list in a shape that its versions
// do not all read (2023: none of a stored list), that keeps one filter per field (15), or leaves out those with a date of
// today (cards); and where there are no filters, the list keeps those of last time. Here they go in the one shape that all read.

const EVERYTHING = "sales_mgmt_everything";

// Amounts are no documents: they open the report that ends in the same sum.
const REPORTS = {
	"sales_mgmt.number_cards.order_backlog": () => ["Order Backlog", {}],
	"sales_mgmt.number_cards.sales_this_month": () => [
		"Sales by Month",
		{ from_date: frappe.datetime.month_start(), to_date: frappe.datetime.get_today() },
	],
	"sales_mgmt.number_cards.overdue_receivables": () => [
		"Aged Receivables",
		{ as_of: frappe.datetime.get_today() },
	],
};

const { shortcut, number_card } = frappe.widget?.widget_factory || {};

if (shortcut) {
	const { setup_events } = shortcut.prototype;

	shortcut.prototype.setup_events = function () {
		if (!opens_list(this)) return setup_events.call(this);
		this.widget.on("click", (event) => {
			if (this.in_customize_mode) return;
			if (event.ctrlKey || event.metaKey) frappe.open_in_new_tab = true;
			open_list(this.link_to, stored_filters(this));
		});
	};
}

if (number_card) {
	const { set_events, set_route } = number_card.prototype;

	number_card.prototype.set_events = function () {
		if (!REPORTS[this.card_doc.method]) return set_events.call(this);
		$(this.body).on("click", () => !this.in_customize_mode && this.set_route());
	};

	number_card.prototype.set_route = function () {
		const { type, document_type, method } = this.card_doc;
		if (type === "Document Type") return open_list(document_type, this.get_filters() || []);
		if (type === "Custom" && REPORTS[method]) return open_report(...REPORTS[method]());
		return set_route.call(this);
	};
}

function opens_list({ type, doc_view, link_to }) {
	const is_list = !doc_view || doc_view === "List";
	return type === "DocType" && is_list && !frappe.boot.single_types?.includes(link_to);
}

// [[doctype, field, condition, value]]; what somebody chose on the workspace of the 2023 version is {field: [condition, value]}.
function stored_filters({ link_to, stats_filter }) {
	const stored = (stats_filter && new Function(`return ${stats_filter}`)()) || [];
	if (Array.isArray(stored)) return stored;
	return Object.entries(stored).map(([field, [condition, value]]) => [link_to, field, condition, value]);
}

function open_list(doctype, filters) {
	const options = {};
	for (const [of, field, condition, value] of filters) {
		const name = `${of}.${field}`;
		options[name] = [...(options[name] || []), JSON.stringify([condition, value])];
	}
	frappe.route_options = filters.length ? options : { [EVERYTHING]: 1 };
	frappe.set_route("List", doctype, "List");
}

function open_report(name, filters) {
	frappe.route_options = filters;
	frappe.set_route("query-report", name);
}

const list = frappe.views.ListView && frappe.views.ListView.prototype;

if (list) {
	const { before_refresh } = list;

	list.before_refresh = function () {
		if (!frappe.route_options?.[EVERYTHING] || !this.filter_area) return before_refresh.call(this);
		frappe.route_options = {}; // the sidebar of Frappe 16 reads from it
		this.filters = [];
		return this.filter_area.clear(false);
	};
}
