// Preview Posting: the entries a posting would write, ledger by ledger. Nothing is stored.

import { new_dialog } from "./guarded";
import { is_order } from "./chains";
import { ask_when_there } from "./server";
import { findings_html, is_blocked } from "./findings";
import { show_plain_numbers } from "./numbers";
import { option_arguments, option_field, posting_options } from "./posting_options";

// Columns that say nothing before the posting, or the same in every row.
const NOT_SHOWN = ["document_name", "document_doctype", "posted_no", "posting_date"];

export async function open_preview_dialog(frm) {
	const choices = is_order(frm.doctype) ? (await posting_options(frm.doctype)).options : [];
	const dialog = new PreviewDialog(frm, choices);
	dialog.show();
}

class PreviewDialog {
	constructor(frm, choices) {
		this.frm = frm;
		const fields = [{ fieldtype: "Section Break" }, { fieldname: "entries", fieldtype: "HTML" }];
		if (choices.length) {
			fields.unshift(
				option_field(frm.doc, choices, () => this.load()),
				{
					fieldtype: "Column Break",
				},
			);
		}
		this.dialog = new_dialog({
			title: __("Posting Preview of {0}", [frm.docname]),
			size: "extra-large",
			fields,
		});
	}

	show() {
		this.dialog.show();
		this.dialog.$wrapper.on("click", ".sales-preview-count", (event) => {
			event.preventDefault();
			const { ledger } = event.currentTarget.dataset;
			this.dialog.$wrapper.find(`.sales-preview-ledger[data-ledger="${ledger}"]`)[0].scrollIntoView();
		});
		this.load();
	}

	async load() {
		const option = this.dialog.get_value("option");
		if (option && option === this.loaded) return;
		this.loaded = option;
		const html = await this.describe(option ? option_arguments(option) : { invoice: true });
		if (option === this.loaded) this.dialog.fields_dict.entries.$wrapper.html(html);
	}

	async describe(posting) {
		const { doctype, docname: name } = this.frm;
		const args = Object.assign({ doctype, name }, posting);
		const findings = await ask_when_there("check", args);
		if (is_blocked(findings)) return findings_html(findings);
		const [ledgers, totals] = await Promise.all([
			ask_when_there("preview", args),
			ask_when_there("preview_totals", args),
		]);
		await Promise.all(Object.keys(ledgers).map((ledger) => frappe.model.with_doctype(ledger)));
		Object.keys(ledgers).forEach(show_plain_numbers);
		await load_titles(ledgers);
		return findings_html(findings) + ledgers_html(ledgers, totals, this.frm.doc);
	}
}

function ledgers_html(ledgers, totals, doc) {
	const written = Object.entries(ledgers).filter(([, entries]) => entries.length);
	if (!written.length) {
		return `<p class="text-muted">${__("This posting would write no entries.")}</p>`;
	}
	const sections = written.map(([ledger, entries]) => ledger_html(ledger, entries, totals[ledger], doc));
	return counts_html(written) + sections.join("");
}

// How many entries of which kind; a click leads to them.
function counts_html(written) {
	const counts = written.map(
		([ledger, entries]) =>
			`<a class="sales-preview-count" href="#" data-ledger="${ledger}">${__(ledger)}: <b>${
				entries.length
			}</b></a>`,
	);
	return `<div class="sales-preview-counts">${counts.join("")}</div>`;
}

function ledger_html(ledger, entries, totals, doc) {
	const columns = columns_of(ledger, entries);
	const head = columns.map((df) => `<th class="${align(df)}">${__(df.label)}</th>`).join("");
	return `
		<div class="sales-preview-ledger" data-ledger="${ledger}">
			<h5>${__(ledger)} <span class="text-muted">(${entries.length})</span></h5>
			<div class="table-responsive"><table class="table table-bordered table-condensed">
				<thead><tr>${head}</tr></thead>
				<tbody>${entries.map((entry) => entry_html(columns, entry, doc)).join("")}</tbody>
				<tfoot>${entries.length > 1 ? totals_html(ledger, columns, totals, doc) : ""}</tfoot>
			</table></div>
		</div>`;
}

// Customers and accounts are shown by number and name.
async function load_titles(ledgers) {
	const wanted = Object.entries(ledgers).flatMap(([ledger, entries]) =>
		columns_of(ledger, entries)
			.filter(has_title)
			.flatMap((df) => entries.map((entry) => [df.options, entry[df.fieldname]])),
	);
	const missing = new Map(
		wanted
			.filter(([doctype, name]) => name && !frappe.utils.get_link_title(doctype, name))
			.map((link) => [link.join(), link]),
	);
	await Promise.all([...missing.values()].map((link) => frappe.utils.fetch_link_title(...link)));
}

function has_title(df) {
	return df.fieldtype === "Link" && (frappe.boot.link_title_doctypes || []).includes(df.options);
}

function columns_of(ledger, entries) {
	return frappe
		.get_meta(ledger)
		.fields.filter((df) => df.in_list_view && !NOT_SHOWN.includes(df.fieldname))
		.filter((df) => entries.some((entry) => df.fieldname in entry));
}

function entry_html(columns, entry, doc) {
	const row = Object.assign({ currency: doc.currency }, entry);
	const cells = columns.map((df) => `<td class="${align(df)}">${cell_html(df, row)}</td>`);
	return `<tr>${cells.join("")}</tr>`;
}

// The general ledger says that it balances, the others what they come to.
function totals_html(ledger, columns, totals, doc) {
	const label = ledger === "General Ledger Entry" ? __("Balance") : __("Total");
	const row = Object.assign({ currency: doc.currency }, totals);
	const cells = columns.map((df, index) => {
		const text = df.fieldname in totals ? cell_html(df, row) : index ? "" : label;
		return `<th class="${align(df)}">${text}</th>`;
	});
	return `<tr>${cells.join("")}</tr>`;
}

function cell_html(df, row) {
	const value = row[df.fieldname];
	if (!has_title(df) || !value) return frappe.format(value, df, { inline: true }, row);
	const title = frappe.utils.get_link_title(df.options, value);
	return frappe.utils.escape_html(title && title !== value ? `${value} ${title}` : value);
}

function align(df) {
	return frappe.model.is_numeric_field(df) ? "text-right" : "";
}
