// What matters now, in the line above the form. The server decides what is said; this shows it.

const WORST_FIRST = ["red", "orange", "blue", "green"];

// A warning below says the same with items and quantities.
const SAID_BETTER = { waiting_for_stock: "stockout" };

export function show_headlines(frm) {
	const message = frm.layout.message;
	message.find(".sales-headline").parent().remove();
	if (!message.children().length) frm.set_intro();
	const { headlines: all = [], warnings = [] } = frm.doc.__onload || {};
	const warned = warnings.map(({ code }) => code);
	const headlines = all.filter(({ code }) => !warned.includes(SAID_BETTER[code]));
	const colours = headlines.map(({ colour }) => colour);
	const worst = WORST_FIRST.find((colour) => colours.includes(colour));
	for (const { colour, text } of headlines) {
		// beside others, a dot tells how much each of them matters
		const dot = headlines.length > 1 ? `indicator ${colour}` : "";
		frm.set_intro(
			`<span class="sales-headline ${dot}">${frappe.utils.escape_html(text)}</span>`,
			worst,
		);
	}
}
