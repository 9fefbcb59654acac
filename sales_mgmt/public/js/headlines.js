// What matters now, in the line above the form. The server decides what is said; this shows it.

const WORST_FIRST = ["red", "orange", "blue", "green"];

export function show_headlines(frm) {
	const message = frm.layout.message;
	message.find(".sales-headline").parent().remove();
	if (!message.children().length) frm.set_intro();
	const headlines = (frm.doc.__onload && frm.doc.__onload.headlines) || [];
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
