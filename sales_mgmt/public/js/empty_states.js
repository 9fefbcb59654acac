// What a list without rows says: what would stand here, and how it comes about.

const HINTS = {
	"Sales Quote": () =>
		__(
			"A quote tells a customer, or a contact who may become one, what something would cost. It becomes an order or an invoice by one button.",
		),
	"Sales Order": () =>
		__(
			"An order is what a customer has bought. Release it, ship it in one or more parts, and invoice what was shipped.",
		),
	"Sales Invoice": () =>
		__(
			"Invoices come from posting an order, or are written here for what needs no order. A draft becomes final by posting it.",
		),
	"Sales Return Order": () =>
		__(
			"A return order takes goods back. Begin it with the Create menu of the order, shipment or invoice that they left with.",
		),
	"Sales Credit Memo": () =>
		__(
			"A credit memo takes back all or a part of an invoice. Begin it with the Create or Correct menu of that invoice.",
		),
	"Sales Shipment": () =>
		__(
			"Shipments are written by posting an order. Orders to be shipped wait in the list of sales orders.",
		),
	"Return Receipt": () =>
		__(
			"Return receipts are written by posting a return order, when the goods have arrived.",
		),
	Customer: () =>
		__(
			"A customer template fills in terms, prices and posting groups, so that a new customer needs only a name.",
		),
	Item: () =>
		__(
			"An item needs a unit of measure and its posting groups before it can be sold; a price can also come from a price list.",
		),
	"Price List": () =>
		__(
			"A price list holds prices and discounts for all customers, a group, or one customer. It counts while it is active.",
		),
	"Customer Payment": () =>
		__(
			"Money that came in is entered fastest on the page Register Payments, where you tick the invoices that it pays.",
		),
	"Posting Batch": () =>
		__(
			"A batch posts many documents at once. Select them in their list and choose Post Batch.",
		),
	"Posting Job": () =>
		__(
			"Documents wait here that were sent to the posting queue. The queue is empty: nothing waits, and nothing has failed.",
		),
	"Document Archive": () =>
		__(
			"Versions of quotes and orders are kept here. Keep one with Archive Document in the View menu of the document.",
		),
	"Recurring Sales Lines": () =>
		__(
			"Recurring sales lines are sets of lines that are sold again and again. Give a set to customers and invoice them all at once.",
		),
	"Inventory Adjustment": () =>
		__(
			"An adjustment brings goods into stock, takes them out, or changes what they cost.",
		),
	"Number Series": () =>
		__(
			"Posted documents get their numbers from a number series without gaps. Choose the series in Sales Settings.",
		),
};

const LEDGERS = [
	"General Ledger Entry",
	"Customer Ledger Entry",
	"VAT Entry",
	"Item Ledger Entry",
	"Item Value Entry",
];
for (const doctype of LEDGERS) HINTS[doctype] = () => __("Entries are written by posting, and by nothing else.");

const MODULES = ["Sales Mgmt", "Inventory", "Receivables", "Finance"];

const hint_html = (text) => `<p class="sales-empty-hint">${frappe.utils.escape_html(text)}</p>`;

const { prototype } = frappe.views.ListView;
const message_of_frappe = prototype.get_no_result_message;

// Frappe gives a list no way of its own to say more; lists of others are left as they are.
prototype.get_no_result_message = function () {
	const message = message_of_frappe.call(this);
	const hint = HINTS[this.doctype];
	if (!hint) return message;
	return `<div>${hint_html(hint())}${message}</div>`;
};

const report = frappe.views.QueryReport && frappe.views.QueryReport.prototype;
const report_message_of_frappe = report && report.get_no_result_message;

if (report) {
	report.get_no_result_message = function () {
		const message = report_message_of_frappe.call(this);
		if (!this.report_doc || !MODULES.includes(this.report_doc.module)) return message;
		return message + hint_html(__("Nothing matches these filters. Change the dates, or empty a filter."));
	};
}
