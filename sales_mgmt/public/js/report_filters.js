// Reports are asked with filters of their own, and only when they have what they need. Frappe asks a report that was just opened
// with the filters of the one before, when an input of that answers late; and where a filter is missing, it ends in an error.

import { MODULES } from "./ours";

const report = frappe.views.QueryReport && frappe.views.QueryReport.prototype;

if (report) {
	const { refresh, setup_filters } = report;

	report.setup_filters = function (...values) {
		this.filters_of = this.report_name;
		return setup_filters.apply(this, values);
	};

	report.refresh = function (...values) {
		if (this.filters_of && this.filters_of !== this.report_name) return Promise.resolve();
		const lacking = is_ours(this) ? lacking_filters(this) : [];
		return lacking.length ? say_what_lacks(this, lacking) : refresh.apply(this, values);
	};
}

function is_ours({ report_doc, report_name }) {
	return Boolean(report_doc && report_doc.name === report_name && MODULES.includes(report_doc.module));
}

function lacking_filters({ filters }) {
	return (filters || []).filter((filter) => filter.df.reqd && !filter.get_value());
}

function say_what_lacks(shown, lacking) {
	if (shown.last_ajax) shown.last_ajax.abort();
	const names = lacking.map(({ df }) => frappe.utils.escape_html(df.label).bold()).join(", ");
	shown.hide_loading_screen();
	shown.hide_status();
	shown.toggle_report(false);
	const message = __("Fill in {0}, and the report is shown.", [names]);
	shown.toggle_message(true, `<div class="msg-box no-border"><p>${message}</p></div>`);
	return Promise.resolve();
}
