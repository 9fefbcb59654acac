// Who is shown an action. The server decides again.

// Releasing is for those who make such documents, not for those who only ship or bill them.
export function may_make(frm) {
	return Boolean(frm.perm[0] && frm.perm[0].write) && frappe.model.can_create(frm.doctype);
}

// A workflow of the admin's that releases leaves no room for these buttons: its own actions stand in their place.
export function may_release(frm) {
	return may_make(frm) && !frm.doc.__onload?.released_by_workflow && !is_held(frm);
}

// A workflow that leaves the status alone holds what it has not let go.
export function is_held(frm) {
	return Boolean(frm.doc.__onload?.held_by_workflow);
}

export function may_post(_frm, rights) {
	return rights.ship || rights.invoice;
}
