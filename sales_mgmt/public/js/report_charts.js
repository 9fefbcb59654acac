// A report that is asked again leaves its old chart watching the page, and the next change of its width is an error.

const report = frappe.views.QueryReport && frappe.views.QueryReport.prototype;

// A page that is left has no width, and a chart of no width is an error too.
function draw_only_where_seen(chart) {
	const draw = chart?.draw;
	if (!draw || !chart.parent) return;
	chart.draw = function (...values) {
		if (chart.parent.clientWidth) draw.apply(chart, values);
	};
}

if (report) {
	for (const step of ["refresh", "render_chart"]) {
		const frappes_own = report[step];
		report[step] = function (...values) {
			this.chart?.destroy?.();
			const answer = frappes_own.apply(this, values);
			if (step === "render_chart") draw_only_where_seen(this.chart);
			return answer;
		};
	}
}
