// Two people on one document: what each changed since it was opened, and mine put over theirs. Values only, no form.

const same = (a, b) => String(a ?? "") === String(b ?? "") || (isFinite(a) && isFinite(b) && flt(a) === flt(b));
const by_name = (rows) => new Map((rows || []).map((row) => [row.name, row]));
const values_of = (doctype) => frappe.get_meta(doctype).fields.filter((df) => frappe.model.is_value_type(df));
const tables_of = (doctype) => frappe.get_meta(doctype).fields.filter((df) => df.fieldtype === "Table");

// What the server fills says nothing about a person, except how far the document has got.
const told = (df) => (!df.read_only && !df.hidden) || df.fieldname === "status";

// [{label, row, from, to}] of what differs between two states; `row`: number of a line, with `added` or `removed`.
export function changes(doctype, before, after) {
	const found = differing(doctype, before, after).map((df) => ({ df, from: before, to: after }));
	for (const table of tables_of(doctype)) {
		const [old_rows, new_rows] = [by_name(before[table.fieldname]), by_name(after[table.fieldname])];
		for (const [name, row] of new_rows) {
			const old = old_rows.get(name);
			if (!old) found.push({ table, row, added: true });
			else differing(table.options, old, row).forEach((df) => found.push({ table, row, df, from: old, to: row }));
		}
		for (const [name, row] of old_rows) if (!new_rows.has(name)) found.push({ table, row, removed: true });
	}
	return found;
}

function differing(doctype, before, after) {
	return values_of(doctype).filter((df) => told(df) && !same(before[df.fieldname], after[df.fieldname]));
}

// Theirs, with every value that I have changed since `base` as I have it. Rows that I deleted stay deleted, mine stay.
export function mine_over_theirs(doctype, base, mine, theirs) {
	const merged = pick(doctype, base, mine, theirs);
	for (const { fieldname, options } of tables_of(doctype)) {
		const [old_rows, their_rows] = [by_name(base[fieldname]), by_name(theirs[fieldname])];
		const my_rows = mine[fieldname] || [];
		const known = by_name(my_rows);
		const kept = my_rows
			.filter((row) => !old_rows.has(row.name) || their_rows.has(row.name) || changed(options, old_rows, row))
			.map((row) => {
				const their_row = their_rows.get(row.name);
				return their_row ? pick(options, old_rows.get(row.name) || {}, row, their_row) : row;
			});
		const added = [...their_rows.values()].filter(({ name }) => !old_rows.has(name) && !known.has(name));
		merged[fieldname] = [...kept, ...added].map((row, index) => ({ ...row, idx: index + 1 }));
	}
	return merged;
}

const changed = (doctype, old_rows, row) => differing(doctype, old_rows.get(row.name), row).length > 0;

function pick(doctype, base, mine, theirs) {
	const result = { ...theirs };
	for (const df of values_of(doctype)) {
		const own = !df.read_only && !same(base[df.fieldname], mine[df.fieldname]);
		if (own) result[df.fieldname] = mine[df.fieldname];
	}
	return result;
}
