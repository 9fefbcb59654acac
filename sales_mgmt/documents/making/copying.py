"""Copy Document: header and lines of one document into another that is still open (domain A05).

| Include header | Header | Lines | Prices |
|---|---|---|---|
| yes | becomes the source's | replace those of the target | stay what they were, or found anew |
| no | stays; needs a customer | are added | found anew, for the target's customer; of a return they stay |

Numbers, links to other documents, what was posted and the dates of the day do not travel. A packing slip names no
prices, so those of a shipment are always found anew.

A posted invoice or shipment that is copied into a return names what it takes back, and gives only what is left of it, so
that nothing comes back twice (domain A13, A37); with the header or without it, for what is taken back has the price that it
was sold at. Other documents lead to what was sold (`copy_returns.py`). With Recalculate a copy names nothing; that is refused
where exact cost reversing is mandatory.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal

from frappe import _
from frappe.model.document import Document

from sales_mgmt.archive.snapshot import document_of
from sales_mgmt.documents.charges.charge_copies import assign_as_billed, carry_assignments
from sales_mgmt.documents.filling.return_terms import left_behind
from sales_mgmt.documents.making.conversion import keep_agreed_price
from sales_mgmt.documents.making.copy_lines import CopyPlan, SourceLine, plan_copy
from sales_mgmt.documents.making.copy_returns import SoldLines, sold_lines
from sales_mgmt.documents.making.pieces import Piece, left_with_customer, pieces_of
from sales_mgmt.documents.making.reversible import add_lines, name_origin
from sales_mgmt.documents.pricing.vat_basis import remember_copied
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.documents import DOCUMENTS, RETURNS, WITHOUT_PRICES
from sales_mgmt.kinds.lines import ITEM
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.masters.masters import by_name
from sales_mgmt.ownership import save_built
from sales_mgmt.settings import get_settings
from sales_mgmt.storage.mapping import common_fields, copy_fields
from sales_mgmt.texts.messages import warn

ARCHIVE = "Document Archive"
SOURCES = (*DOCUMENTS, ARCHIVE)
OF_ITS_OWN = (
	"document_date",
	"posting_date",
	"order_date",
	"due_date",
	"payment_discount_date",
	"valid_until",
	"shipment_date",
	"requested_delivery_date",
	"promised_delivery_date",
	"external_document_no",
)
"""What every document has of its own: the dates of its day, and the customer's number for it."""

FOLLOWING = ("due_date", "payment_discount_date")
"""Dates of the target that follow from the terms it gets."""

RATE = ("exchange_rate", "exchange_rate_by_hand")

PRICES = (
	"unit_price",
	"price_origin",
	"price_from",
	"line_discount_percent",
	"line_discount_amount",
	"discount_origin",
	"discount_from",
)
GROUPS = ("product_posting_group", "vat_product_group")


def copy(source: Document, target: Document, include_header: bool, recalculate: bool) -> str:
	"""Copy `source` into `target`, a new document or one that is open, and save it. Returns the target's name.

	Items that are left out because they are blocked are told in a message. Raises PostingError otherwise.
	"""
	if source.doctype == ARCHIVE:
		source = document_of(source)
	elif (source.doctype, source.name) == (target.doctype, target.name):
		message = sentence("{0} {1} can not be copied into itself. Choose another document to copy from.")
		refuse([Finding("itself", message, (source.doctype, source.name))])
	_check(source, target, include_header)
	takes_back = target.doctype in RETURNS and not recalculate
	linked = taken_back(source, target) if takes_back else {}
	sold = sold_lines(source) if takes_back else SoldLines()
	if recalculate:
		_check_links_may_lack(source, target)
	plan = plan_copy(_source_lines(source, target, linked, sold.led))
	if not plan.has_goods and not sold.chosen:
		_refuse_empty(source, plan)
	if include_header:
		_copy_header(source, target)
	# What is taken back keeps the price of its sale; anything else is for the customer of the target.
	anew = recalculate or not (include_header or linked) or source.doctype in WITHOUT_PRICES
	_copy_lines(source, target, plan, anew, linked)
	if sold.chosen and not add_lines(target, sold.chosen) and not plan.has_goods:
		_refuse_empty(source, plan)
	save_built(target)
	if plan.blocked:
		message = _("These items are blocked for sales and were left out: {0}.").format(
			", ".join(plan.blocked)
		)
		warn(message, title=_("Left Out"), indicator="orange")
	return target.name


def _check(source: Document, target: Document, include_header: bool) -> None:
	if target.docstatus or target.get("status") in target.closed_statuses:
		message = sentence("{0} {1} has the status {2}, so nothing can be copied into it.")
		refuse([Finding("status", message, (target.doctype, target.name, target.status))])
	if not include_header and not target.has_addressee():
		message = sentence(
			"Choose the customer of the document you copy into first, or copy the header along with the lines."
		)
		refuse([Finding("customer_missing", message)])
	if include_header and not source.customer and target.doctype != "Sales Quote":
		message = sentence(
			"Quote {0} is for a contact that is no customer yet. Make an order or invoice from it."
		)
		refuse([Finding("customer_missing", message, (source.name,))])


def _refuse_empty(source: Document, plan: CopyPlan) -> None:
	if plan.blocked:
		message = sentence("Nothing is left to copy from {0}: these items are blocked for sales: {1}.")
		refuse([Finding("E10", message, (source.name, ", ".join(plan.blocked)))])
	message = sentence("{0} has no line that can be copied.")
	refuse([Finding("nothing_to_copy", message, (source.name,))])


def _source_lines(
	source: Document, target: Document, linked: Mapping[str, list[Piece]], led: Collection[str]
) -> list[SourceLine]:
	"""`led`: lines that lead to posted ones, which come along in their place."""
	# Blocked items may come back.
	looked_at = set() if target.doctype in RETURNS else {line.item for line in source.lines if line.item}
	items = by_name("Item", ("name", "sales_blocked"), looked_at)
	returned = dict(returned_quantities(source, again=target.doctype not in RETURNS))
	for line in source.lines:
		if line.name in linked:
			left = sum((piece.left for piece in linked[line.name]), Decimal(0))
			returned[line.name] = quantity(line.quantity) - left
	return [
		SourceLine(
			line.name,
			line.type,
			quantity(line.quantity),
			returned.get(line.name, Decimal(0)),
			line.item,
			line.type == ITEM and bool(items.get(line.item, {}).get("sales_blocked")),
		)
		for line in source.lines
		# a service charge belongs to the discount terms of its own document
		if not line.get("system_line") and line.name not in led
	]


def returned_quantities(source: Document, again: bool = True) -> Mapping[str, Decimal]:
	"""What came back of every posted line, or was undone, by its name. Four queries at most.

	`again`: a cancelled invoice is copied whole, for that is how it is made again (domain A12). A return is not: nothing
	of it is left.
	"""
	if again and source.get("status") == "Cancelled":
		return {}
	undone = {line.name: quantity(line.quantity) for line in source.lines if line.get("correction")}
	left = left_with_customer(source)
	return undone | {
		line.name: quantity(line.quantity) - left[line.name] for line in source.lines if line.name in left
	}


def taken_back(source: Document, target: Document) -> Mapping[str, list[Piece]]:
	"""What is left of the lines of a posted invoice or shipment that a return takes back, by line. Empty for other copies.

	A line of which nothing is left has an empty list. What nobody counts has none: services on a shipment.
	"""
	if target.doctype not in RETURNS:
		return {}
	linked: dict[str, list[Piece]] = {name: [] for name in left_with_customer(source)}
	for piece in pieces_of(source):
		linked[piece.line].append(piece)
	return linked


def _check_links_may_lack(source: Document, target: Document) -> None:
	"""E18, before anything is copied: goods without the entry they left with could not be posted anyway (domain A37)."""
	if target.doctype not in RETURNS or not get_settings().exact_cost_reversing_mandatory:
		return
	if any(piece.entry for piece in pieces_of(source, only_goods=True)):
		message = sentence(
			"Exact cost reversing is mandatory, so goods have to name the entry with which they left. Copy {0} with its"
			" header and without Recalculate Lines."
		)
		refuse([Finding("E18", message, (source.get("posted_no") or source.name,))])


def _copy_header(source: Document, target: Document) -> None:
	own = left_behind(source.doctype, target.doctype, source.get("payment_terms"))
	target.update(dict.fromkeys((*FOLLOWING, *RATE, *own)))
	rate = () if source.get("exchange_rate_by_hand") else RATE
	copy_fields(source, target, without=(*OF_ITS_OWN, *rate, *own))
	target.set("lines", [])
	target.set("charge_assignments", [])
	# The copied header is true as a whole: no field of it follows from another one that changed. A packing slip has
	# half a header; what follows from its customer is filled anew.
	target.flags.keep_values = source.doctype not in WITHOUT_PRICES


def _copy_lines(
	source: Document,
	target: Document,
	plan: CopyPlan,
	recalculate: bool,
	linked: Mapping[str, list[Piece]],
) -> None:
	options = target.meta.get_field("lines").options
	fields = common_fields(source.lines[0].doctype, options)
	rows = {}
	for line in source.lines:
		if line.name not in plan.quantities:
			continue
		whole = plan.quantities[line.name]
		for piece in linked.get(line.name, ()) or (None,):
			row = rows[line.name] = target.append("lines", {})
			copy_fields(line, row, fields)
			copied = piece.left if piece else whole
			if piece:
				name_origin(row, source.doctype, source.name, line, piece)
			if copied != quantity(line.quantity):
				row.quantity, row.line_discount_amount = float(copied), None
			if recalculate:
				_find_anew(row, keep_unit=bool(source.docstatus) or target.doctype in RETURNS)
				if row.type != ITEM:
					remember_copied(row, source)
			else:
				keep_agreed_price(row, source)
	same = source.customer == target.customer
	if source.doctype == "Sales Invoice" and source.docstatus == 1 and target.doctype in RETURNS and same:
		assign_as_billed(target, rows)
	else:
		carry_assignments(source, target, rows, posted_too=same)


def _find_anew(row: Document, keep_unit: bool) -> None:
	"""Items are priced by a search; an account's price is typed, whoever buys.

	`keep_unit`: what was posted in boxes of ten comes back, or is sold again, in boxes of ten.
	"""
	if row.type == ITEM:
		row.update(dict.fromkeys((*PRICES, *GROUPS)))
		row.qty_per_uom = row.qty_per_uom if keep_unit else None
