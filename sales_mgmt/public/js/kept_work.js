// Unsaved work survives a reload: what a form holds stays in this browser, for this person, until it is saved or discarded.
// In the tab that was reloaded it is put back by itself; elsewhere, and over what somebody else saved, it is offered.

import { copy_of, put_into } from "./form_state";

export const PREFIX = "sales_mgmt.kept";
const OLDEST = 7 * 24 * 3600 * 1000;
const PAUSE = 300;
const written_here = new Set();
let new_put_back = false;

export function keep_work(frm) {
	const keep = frappe.utils.debounce(() => write(frm), PAUSE);
	// what Frappe fills in by itself is no work
	$(frm.wrapper).on("input change paste awesomplete-selectcomplete", () => (frm.worked_on = frm.docname));
	$(frm.wrapper).on("dirty", keep);
	window.addEventListener("pagehide", () => write(frm));
	window.addEventListener("offline", () => write(frm));
	frappe.ui.form.on(frm.doctype, {
		refresh: (form) => form === frm && refreshed(frm),
		after_save: (form) => form === frm && forget(frm),
	});
}

export const user = () => frappe.session.logged_in_user || frappe.session.user;
const key_of = (frm) => [PREFIX, user(), frm.doctype, frm.docname].join("|");

export function tab() {
	const known = sessionStorage.getItem(PREFIX);
	if (!known) sessionStorage.setItem(PREFIX, frappe.utils.get_random(8));
	return known || sessionStorage.getItem(PREFIX);
}

function write(frm) {
	if (!frm.doc || frm.doc.docstatus || !frm.is_dirty() || frm.worked_on !== frm.docname) return;
	const key = key_of(frm);
	if (!put(key, { doc: copy_of(frm.doc), base: frm.opened_as })) return;
	written_here.add(key);
	frm.kept_as = key;
}

// Returns whether the browser had room for it.
export function put(key, values) {
	try {
		localStorage.setItem(key, JSON.stringify({ tab: tab(), at: Date.now(), ...values }));
		return true;
	} catch (full) {
		// the newest work of somebody who fills the browser's room is worth more than the oldest
		drop_old(0);
		console.warn(full);
		return false;
	}
}

function forget(frm) {
	if (frm.kept_as) drop(frm.kept_as);
	frm.kept_as = null;
	frm.worked_on = null;
}

export function drop(key) {
	localStorage.removeItem(key);
	written_here.delete(key);
}

function refreshed(frm) {
	const box = $(frm.wrapper).find(".sales-kept");
	// what was put back makes the form refresh, and stays said until it is saved
	if (box.data("docname") !== frm.docname || !frm.is_dirty()) box.remove();
	if (frm.is_new()) return offer_new(frm);
	if (frm.is_dirty()) return undefined;
	// as it was read: what somebody changes from here on is told apart from it
	frm.opened_as = copy_of(frm.doc);
	const key = key_of(frm);
	if (written_here.has(key)) return forget(frm);
	const kept = read(key);
	if (!kept || frm.doc.docstatus) return undefined;
	const current = kept.doc.modified === frm.doc.modified;
	if (kept.tab === tab() && current) return put_back(frm, key, kept);
	return offer(frm, key, kept, current);
}

function offer_new(frm) {
	if (frm.offered_work === frm.docname) return;
	frm.offered_work = frm.docname;
	const start = [PREFIX, user(), frm.doctype, ""].join("|");
	const keys = Object.keys(localStorage).filter((key) => key.startsWith(start) && !written_here.has(key));
	const found = keys.map((key) => [key, read(key)]).filter(([, kept]) => kept?.doc.__islocal);
	const [newest] = found.sort(([, a], [, b]) => b.at - a.at);
	if (!newest) return;
	const [{ type } = {}] = performance.getEntriesByType("navigation");
	if (newest[1].tab === tab() && type === "reload" && !new_put_back) put_back(frm, ...newest);
	else offer(frm, ...newest, true);
}

export function read(key) {
	try {
		return JSON.parse(localStorage.getItem(key));
	} catch {
		drop(key);
		return null;
	}
}

function put_back(frm, key, kept) {
	drop(key);
	new_put_back = true;
	frm.opened_as = kept.base || frm.opened_as;
	frm.worked_on = frm.docname;
	put_into(frm, kept.doc);
	write(frm);
	say(frm, is_back(kept), [
		[__("Discard"), () => discard(frm)],
	]);
}

function offer(frm, key, kept, current) {
	const text = current
		? is_kept(kept)
		: __("This browser keeps what you had not saved at {0}. Somebody has saved the document since.", [time(kept)]);
	say(frm, text, [
		[__("Take It Over"), () => put_back(frm, key, kept)],
		[
			__("Discard"),
			() => {
				drop(key);
				$(frm.wrapper).find(".sales-kept").remove();
			},
		],
	]);
}

function discard(frm) {
	forget(frm);
	if (!frm.is_new()) return frm.reload_doc();
	const { doctype, docname } = frm;
	frappe.model.clear_doc(doctype, docname);
	return frappe.new_doc(doctype);
}

export const is_back = (kept) => __("What you had not saved at {0} is back.", [time(kept)]);
export const is_kept = (kept) => __("This browser keeps what you had not saved at {0}.", [time(kept)]);
const time = ({ at }) => frappe.datetime.str_to_user(frappe.datetime.get_datetime_as_string(new Date(at)));

function say(frm, text, actions) {
	$(frm.wrapper).find(".sales-kept").remove();
	box_of(text, actions).data("docname", frm.docname).insertBefore(frm.layout.message);
}

export function box_of(text, actions) {
	const box = $('<div class="sales-kept" role="status"></div>').text(`${text} `);
	for (const [label, run] of actions) {
		$('<button type="button" class="btn btn-default btn-xs"></button>').text(label).on("click", run).appendTo(box);
	}
	return box;
}

// What nobody came back for, and what others left who used this browser.
export function drop_old(oldest = OLDEST) {
	const mine = [PREFIX, user(), ""].join("|");
	for (const key of Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}|`))) {
		if (!key.startsWith(mine) || Date.now() - (read(key)?.at || 0) > oldest) drop(key);
	}
}
