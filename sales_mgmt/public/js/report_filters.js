// Reports are asked with filters of their own, and only when they have what they need. Frappe asks a report that was just opened
// with the filters of the one before, when an input of that answers late; and where a filter is missing, it ends in an error.
// A report that was left before it came goes on loading into the one that is shown now, which then has no filters at all.

import { MODULES } from "./ours";

const report = frappe.views.QueryReport && frappe.views.QueryReport.prototype;

if (report) {
	const { refresh, setup_filters, load_report, get_report_doc, get_report_settings } = report;

	report.load_report = function (...values) {
		this.load_no = (this.load_no || 0) + 1;
		return load_report.apply(this, values);
	};

	report.get_report_doc = function () {
		return loaded(this, get_report_doc, "report_doc");
	};

	report.get_report_settings = function () {
		return loaded(this, get_report_settings, "report_settings");
	};

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

// Read on behalf of the report as it is named now. Where another one was opened meanwhile, the rest of its steps never come.
async function loaded(shown, read, field) {
	const { load_no, report_name, report_doc } = shown;
	const asked = Object.assign(Object.create(shown), { report_name, report_doc });
	await read.call(asked);
	if (shown.load_no !== load_no) return new Promise(() => {});
	shown[field] = asked[field];
	return undefined;
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
