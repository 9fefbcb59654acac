// Somebody else saved the document meanwhile: who changed what, and a choice of mine or theirs. Nothing typed is lost.

import { changes, mine_over_theirs } from "./three_way";
import { copy_of, put_into } from "./form_state";
import { new_dialog } from "./guarded";
import { call, stored } from "./server";
import { text } from "./text";
import { MODULES } from "./ours";

const STALE = "TimestampMismatchError";

export function watch_conflicts() {
	$.ajaxPrefilter((options, _original, xhr) => {
		if (!String(options.url).includes("frappe.desk.form.save.savedocs")) return;
		// before Frappe's own handlers, which would only say that the document has to be loaded again
		xhr.fail(() => {
			const frm = window.cur_frm;
			if (xhr.responseJSON?.exc_type !== STALE || !frm || !MODULES.includes(frm.meta.module)) return;
			delete xhr.responseJSON._server_messages;
			xhr.responseText = JSON.stringify(xhr.responseJSON);
			tell(frm, xhr.responseJSON.saved_by);
		});
	});
}

async function tell(frm, saved_by) {
	const { doctype, docname: name } = frm;
	const theirs = await call("frappe.client.get", { doctype, name });
	if (frm.docname !== name) return;
	const mine = copy_of(frm.doc);
	const base = frm.opened_as && frm.opened_as.name === name ? frm.opened_as : mine;
	// where both changed the same value, what is about to be chosen between stands side by side
	const my_changes = new Map(changes(doctype, base, mine).map((change) => [place_of(change), change]));
	const their_changes = changes(doctype, base, theirs).map((change) => ({
		...change,
		mine: my_changes.get(place_of(change)),
	}));
	const who = text(saved_by || frappe.user.full_name(theirs.modified_by));
	const dialog = new_dialog({
		title: __("{0} Was Changed Meanwhile", [text(name)]),
		fields: [
			{
				fieldtype: "HTML",
				options: `<p>${__("{0} saved this document after you opened it, and changed:", [who.bold()])}</p>
					${list(their_changes)}
					<p>${__("With mine, what you entered is put over it and saved. With theirs, what you entered is dropped.")}</p>`,
			},
		],
		primary_action_label: __("Take Mine"),
		primary_action: async () => {
			dialog.hide();
			frm.opened_as = theirs;
			put_into(frm, { ...mine_over_theirs(doctype, base, mine, theirs), modified: theirs.modified });
			await stored(frm);
		},
		secondary_action_label: __("Take Theirs"),
		secondary_action: () => {
			dialog.hide();
			return frm.reload_doc();
		},
	});
	dialog.show();
}

const place_of = ({ row, df }) => [row?.name, df?.fieldname].join("|");

function list(found) {
	const rows = found.map((change) => `<li>${sentence(change)}</li>`);
	const nothing = `<li>${__("Only what the server fills in.")}</li>`;
	return `<ul class="sales-changes">${rows.length ? rows.join("") : nothing}</ul>`;
}

function shown(doc, df) {
	return text(strip_html(frappe.format(doc[df.fieldname], df, { inline: true }, doc) || "–"));
}

function sentence({ row, df, from, to, added, removed, mine }) {
	if (added) return __("Row {0} is new: {1}", [row.idx, text(row.description || row.item || "")]);
	if (removed) return __("Row {0} was deleted: {1}", [row.idx, text(row.description || row.item || "")]);
	const values = [text(__(df.label, null, df.parent)), shown(from, df), shown(to, df)];
	const said = row ? __("Row {0}, {1}: {2} → {3}", [row.idx, ...values]) : __("{0}: {1} → {2}", values);
	return mine?.df ? [said, __("Here it is {0}.", [shown(mine.to, df)])].join(" ") : said;
}
