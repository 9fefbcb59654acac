// Charts of reports that live as long as what they show. Frappe's watch the page for a change of its width for ever: one
// that was taken out, or whose page has been left and has no width, then ends in an error.

import { is_our_page } from "./ours";

// Pixels. Low enough for the table to begin on the first screen of a laptop.
const HEIGHT = 180;
// Below it nothing is left between the margins of a chart.
const NARROWEST = 120;

const report = frappe.views.QueryReport && frappe.views.QueryReport.prototype;

if (report) {
	const { refresh, render_chart } = report;

	report.refresh = function (...values) {
		let_go(this);
		this.page.wrapper.toggleClass("sales-report", is_our_page());
		return refresh.apply(this, values);
	};

	report.render_chart = function (options) {
		let_go(this);
		const draw = () => {
			render_chart.call(this, is_our_page() ? { ...options, height: HEIGHT } : options);
			draw_only_where_seen(this.chart);
		};
		if (this.page.main[0].clientWidth > NARROWEST) draw();
		else this.chart_place = when_seen(this.$chart.empty().show()[0], draw);
	};
}

// An answer may come when its page was left: the chart is drawn when somebody looks again.
function when_seen(place, draw) {
	const watch = new ResizeObserver(([{ contentRect }]) => {
		if (contentRect.width <= NARROWEST) return;
		watch.disconnect();
		draw();
	});
	watch.observe(place);
	return watch;
}

function let_go(shown) {
	shown.chart_place?.disconnect();
	shown.chart?.destroy?.();
}

function draw_only_where_seen(chart) {
	const { draw } = chart;
	chart.draw = (...values) => {
		const was_taken_out = chart.svg && !chart.svg.isConnected;
		if (chart.parent.clientWidth > NARROWEST && !was_taken_out) draw.apply(chart, values);
	};
}
