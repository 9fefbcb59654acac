// A report that is asked again leaves its old chart watching the page, and the next change of its width is an error.

const report = frappe.views.QueryReport && frappe.views.QueryReport.prototype;

if (report) {
	for (const step of ["refresh", "render_chart"]) {
		const frappes_own = report[step];
		report[step] = function (...values) {
			this.chart?.destroy?.();
			return frappes_own.apply(this, values);
		};
	}
}
