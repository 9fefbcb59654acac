// What a status looks like, in forms and lists alike: one table.

const COLOURS = {
	"Sales Quote": {
		Open: "orange",
		"Pending Approval": "yellow",
		Released: "blue",
		Ordered: "green",
		Lost: "gray",
	},
	"Sales Order": {
		Open: "orange",
		"Pending Approval": "yellow",
		"Pending Prepayment": "purple",
		Released: "blue",
		Completed: "green",
	},
	"Sales Invoice": {
		Open: "orange",
		"Pending Approval": "yellow",
		Released: "blue",
		Unpaid: "purple",
		"Partly Paid": "cyan",
		Paid: "green",
		Cancelled: "gray",
	},
	"Sales Return Order": {
		Open: "orange",
		"Pending Approval": "yellow",
		Released: "blue",
		Completed: "green",
	},
	"Sales Credit Memo": {
		Open: "orange",
		"Pending Approval": "yellow",
		Released: "blue",
		Unapplied: "purple",
		"Partly Applied": "cyan",
		Applied: "green",
		Cancelled: "gray",
	},
	"Price List": {
		Draft: "orange",
		Active: "green",
		Inactive: "gray",
	},
};

const PROGRESS = {
	"Not Shipped": "gray",
	"Partly Shipped": "orange",
	Shipped: "green",
	"Not Invoiced": "gray",
	"Partly Invoiced": "orange",
	Invoiced: "green",
	"Not Received": "gray",
	"Partly Received": "orange",
	Received: "green",
	"Not Credited": "gray",
	"Partly Credited": "orange",
	Credited: "green",
};

// Where a document stands in the posting queue comes before its status.
const IN_QUEUE = {
	Queued: [() => __("In Queue"), "yellow"],
	Error: [() => __("Not Posted"), "red"],
};

export function indicator(doctype) {
	return (doc) => {
		if (doc.posting_job_status) {
			const [label, colour] = IN_QUEUE[doc.posting_job_status];
			return [label(), colour, `posting_job_status,=,${doc.posting_job_status}`];
		}
		if (is_overdue(doc)) {
			return [__("Overdue"), "red", "remaining_amount,>,0|due_date,<,Today|docstatus,=,1"];
		}
		if (is_expired(doc)) {
			return [__("Expired"), "red", "valid_until,<,Today|status,in,Open,Released"];
		}
		return [__(doc.status), COLOURS[doctype][doc.status] || "gray", `status,=,${doc.status}`];
	};
}

// Drafts and posted documents of the submittable DocTypes that have no status field.
export function posted_indicator(doc) {
	if (doc.undone) return [__("Undone"), "gray", "undone,=,1"];
	return doc.docstatus === 1
		? [__("Posted"), "green", "docstatus,=,1"]
		: [__("Draft"), "orange", "docstatus,=,0"];
}

export function is_overdue(doc) {
	return (
		doc.docstatus === 1 &&
		["Unpaid", "Partly Paid"].includes(doc.status) &&
		Boolean(doc.due_date) &&
		doc.due_date < frappe.datetime.get_today()
	);
}

// Only offers have a last day. An offer whose last day has passed; converting it needs a confirmation.
export function is_expired(doc) {
	return (
		["Open", "Released"].includes(doc.status) &&
		Boolean(doc.valid_until) &&
		doc.valid_until < frappe.datetime.get_today()
	);
}

// A dot in the colour of the status, for the rows of a grid.
export function status_dot(doctype) {
	return (value) => {
		const colour = COLOURS[doctype][value] || "gray";
		return value ? `<span class="indicator ${colour}">${__(value)}</span>` : "";
	};
}

export function progress_pill(value) {
	if (!value) return "";
	return `<span class="indicator-pill no-indicator-dot ${PROGRESS[value] || "gray"}">${__(value)}</span>`;
}

// Item lines of a released document are locked.
export function is_released(frm) {
	return frm.doc.docstatus === 0 && frm.doc.status !== "Open" && !frm.is_new();
}
