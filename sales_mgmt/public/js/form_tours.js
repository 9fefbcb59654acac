// Forms that explain themselves: the tours that come with the app are started from the form's menu.

import { menu_item } from "./guarded";

const WITH_TOUR = ["Sales Order", "Sales Invoice"];

for (const doctype of WITH_TOUR) {
	frappe.ui.form.on(doctype, {
		refresh(frm) {
			menu_item(frm.page, __("Explain This Form"), () => start_tour(frm));
		},
	});
}

async function start_tour(frm) {
	await frm.tour.init({ tour_name: frm.doctype });
	frm.tour.start();
}
