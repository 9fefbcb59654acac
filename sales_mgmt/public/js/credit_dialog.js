// Credit Memo… of a posted invoice: which lines, how many, goods back or price only, and why. The server knows what is left.

import { new_dialog } from "./guarded";
import { KeptEntries } from "./kept_entries";
import { make } from "./making";
import { blank_if_zero, column, ENTERED, in_order, pick_rows } from "./pick_rows";
import { refuse } from "./refusals";
import { ask } from "./server";
import { text } from "./text";

const PRICE = "Price";

export async function open_credit_dialog(frm) {
	const lines = await ask("lines_to_credit", { invoice: frm.docname });
	const dialog = new_dialog({
		title: __("Credit Memo for {0}", [text(frm.doc.posted_no)]),
		size: "extra-large",
		no_focus: true,
		fields: [
			{
				fieldname: "return_reason",
				fieldtype: "Link",
				options: "Return Reason",
				label: __("Return Reason"),
				description: __("It is kept on every line of the credit memo."),
			},
			{ fieldtype: "Section Break", hide_border: 1 },
			table_field(lines),
		],
		primary_action_label: __("Create Credit Memo"),
		primary_action: ({ return_reason }) => create(frm, dialog, return_reason),
	});
	dialog.$wrapper.addClass("sales-pick-rows");
	dialog.show();
	keep_entries(frm, dialog);
}

const NOTHING = { __checked: 0, to_credit: 0, effect: "Return", credit_price: 0 };

// What was typed survives a reload of the page, and closing the dialog by mistake.
function keep_entries(frm, dialog) {
	const { grid } = dialog.fields_dict.lines;
	const enter = (by_line) => {
		grid.df.data.forEach((row) => Object.assign(row, NOTHING, by_line[row.line]));
		grid.refresh();
	};
	const kept = new KeptEntries({
		screen: ["credit", frm.docname],
		values: () => entered(dialog),
		put_back: ({ return_reason, by_line }) => {
			dialog.set_value("return_reason", return_reason);
			enter(by_line);
		},
		clear: () => {
			dialog.set_value("return_reason", "");
			enter({});
		},
		say: (box) => dialog.$body.prepend(box),
	});
	dialog.kept = kept;
	kept.open();
	dialog.$wrapper.on("input change awesomplete-selectcomplete click", () => kept.keep());
	dialog.$wrapper.on("hide.bs.modal", ({ target }) => target === dialog.$wrapper[0] && kept.close());
}

function entered(dialog) {
	const return_reason = dialog.get_value("return_reason") || "";
	const rows = dialog.fields_dict.lines.grid.df.data.filter(
		(row) => row.__checked || flt(row.to_credit) || flt(row.credit_price) || row.effect === PRICE,
	);
	if (!rows.length && !return_reason) return null;
	const pick = ({ __checked, to_credit, effect, credit_price }) => ({ __checked, to_credit, effect, credit_price });
	return { return_reason, by_line: Object.fromEntries(rows.map((row) => [row.line, pick(row)])) };
}

function table_field(lines) {
	return pick_rows({
		label: __("Lines"),
		rows: lines.map((line) => ({
			...line,
			what: line.item || line.account || line.item_charge,
			effect: "Return",
		})),
		description: __(
			"Tick the lines to credit; without a quantity all that is left is taken. With Return goods come back, at the price they were sold at. With Price no goods move: the unit price is what is given back of each, blank for all of it.",
		),
		fields: in_order(FIRST_ON_PHONES, [
			column("what", "Data", __("No."), 1),
			column("description", "Data", __("Description"), 2),
			column("quantity", "Float", __("Posted"), 1),
			column("left", "Float", __("Left", null, "quantity"), 1),
			column("to_credit", "Float", __("To Credit"), 1, { ...ENTERED, formatter: blank_if_zero }),
			column("effect", "Select", __("Effect"), 2, { ...ENTERED, options: "Return\nPrice" }),
			column("credit_price", "Currency", __("Unit Price"), 2, {
				...ENTERED,
				options: "currency",
				formatter: blank_if_zero,
			}),
		]),
	});
}

// Which line, what is left of it, how much of that.
const FIRST_ON_PHONES = ["what", "left", "to_credit", "effect", "credit_price"];

// A row that somebody wrote a quantity into is meant, ticked or not.
async function create(frm, dialog, return_reason) {
	const { grid } = dialog.fields_dict.lines;
	const rows = grid.df.data.filter((row) => row.__checked || flt(row.to_credit));
	if (!rows.length) refuse(__("Tick the lines to credit."));
	const lines = rows.map(({ line, to_credit, effect, credit_price }) => ({
		line,
		quantity: to_credit || null,
		effect,
		unit_price: effect === PRICE && credit_price ? credit_price : null,
		return_reason: return_reason || null,
	}));
	await make(frm, "Sales Credit Memo", "make_corrective_credit_memo", { invoice: frm.docname, lines });
	dialog.kept.done();
	dialog.hide();
}
