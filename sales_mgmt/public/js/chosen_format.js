// The print view and the mail dialog begin with the format that is chosen for this document and its customer. Frappe asks
// the DocType, so it is told anew whenever a form is shown.

const PRINTED = [
	"Customer",
	"Return Receipt",
	"Sales Credit Memo",
	"Sales Invoice",
	"Sales Order",
	"Sales Quote",
	"Sales Shipment",
];

for (const doctype of PRINTED) {
	frappe.ui.form.on(doctype, {
		refresh(frm) {
			const chosen = frm.doc.__onload && frm.doc.__onload.print_format;
			if (chosen) frm.meta.default_print_format = chosen;
		},
	});
}
