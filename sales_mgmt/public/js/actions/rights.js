// Who is shown an action. The server decides again.

// Releasing is for those who make such documents, not for those who only ship or bill them.
export function may_make(frm) {
	return Boolean(frm.perm[0] && frm.perm[0].write) && frappe.model.can_create(frm.doctype);
}

export function may_post(_frm, rights) {
	return rights.ship || rights.invoice;
}
