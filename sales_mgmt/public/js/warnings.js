// Credit limit, overdue balance, stock that runs out: said above the form, never in the way.

import { findings_html } from "./findings";

export function show_warnings(frm) {
	const { headlines = [], warnings: found = [] } = frm.doc.__onload || {};
	const said = headlines.map(({ code }) => code);
	const warnings = found.filter(({ code }) => !said.includes(code));
	if (!frm.sales_warnings) {
		frm.sales_warnings = $('<div class="sales-warnings"></div>').insertAfter(frm.layout.message);
	}
	frm.sales_warnings.html(findings_html(warnings)).toggle(Boolean(warnings.length));
}
