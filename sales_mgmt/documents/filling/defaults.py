"""Fill what is blank on a sales document (domain 1.6): the header from the customer, the lines from items and accounts.

Rows of all lines are read together: the number of queries does not depend on the number of lines.
"""

import frappe
from frappe.model.document import Document

from sales_mgmt.access.user_permissions import preferred
from sales_mgmt.customers.prospects import address_of_contact, prospect
from sales_mgmt.documents.charges.charge_lines import fill_charge_line
from sales_mgmt.documents.filling.return_terms import METHOD, like_an_invoice
from sales_mgmt.documents.pricing.prices import fill_prices
from sales_mgmt.documents.pricing.vat_basis import convert_typed
from sales_mgmt.kinds.lines import ACCOUNT, CHARGE, COMMENT, ITEM
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.masters.addresses import default_addresses, display, primary_contact
from sales_mgmt.masters.carriers import fill_carrier
from sales_mgmt.masters.masters import Masters, read_masters
from sales_mgmt.rates.document_rate import fill_rate
from sales_mgmt.rates.terms import fill_dates, fill_document_date
from sales_mgmt.settings import get_settings

FROM_CUSTOMER = (
	"customer_name",
	"salesperson",
	"shipping_advice",
	"shipment_method",
	"language",
)
FROM_BILL_TO = (
	"payment_terms",
	"currency",
	"customer_posting_group",
	"business_posting_group",
	"vat_business_group",
	"price_group",
	"discount_group",
	"invoice_discount_terms",
)

KEPT_EMPTY = ("contact", "shipping_agent", "shipping_agent_service")


def keep_emptied(doc: DocumentShape, changed: set[str]) -> None:
	"""Tell a field that somebody has just emptied, which is "", from one that was never filled."""
	for field in KEPT_EMPTY:
		if field in changed and not doc.get(field):
			doc.set(field, "")


def fill_header(doc: DocumentShape) -> None:
	"""Blank header fields get the customer's values. A document without an addressee gets its date only."""
	fill_document_date(doc)
	customer = _addressee(doc)
	if not customer:
		return
	doc.bill_to_customer = doc.bill_to_customer or customer.bill_to_customer or customer.name
	bill_to = (
		frappe.get_cached_doc("Customer", doc.bill_to_customer)
		if doc.bill_to_customer and doc.bill_to_customer != customer.name
		else customer
	)
	_fill_addresses(doc)
	if doc.customer and doc.get("contact") is None and doc.meta.has_field("contact"):
		doc.contact = primary_contact(doc.customer)
	_fill_salesperson(doc)
	_fill(doc, customer, FROM_CUSTOMER)
	fill_carrier(doc, customer)
	_fill(doc, bill_to, FROM_BILL_TO)
	if like_an_invoice(doc.doctype, doc.payment_terms):
		_fill(doc, bill_to, (METHOD,))
	doc.customer_name = customer.customer_name
	doc.bill_to_name = bill_to.customer_name
	if doc.get("prices_include_vat") is None:
		doc.prices_include_vat = bill_to.prices_include_vat
	settings = get_settings()
	if not doc.location:
		doc.location = preferred("Location", doc.doctype, (customer.location, settings.default_location))
	doc.currency = doc.currency or settings.local_currency
	fill_rate(doc)
	fill_dates(doc)


def _addressee(doc: DocumentShape) -> Document | None:
	"""The customer; for a quote to a contact, the customer that its template would make."""
	if doc.customer:
		return frappe.get_cached_doc("Customer", doc.customer)
	return prospect(doc) if doc.has_addressee() else None


def _fill(doc: DocumentShape, source: "frappe.model.document.Document", fields: tuple[str, ...]) -> None:
	for field in fields:
		if not doc.get(field) and source.get(field):
			doc.set(field, source.get(field))


def _fill_salesperson(doc: DocumentShape) -> None:
	"""A place that goods go to may have a salesperson of its own, who comes before the customer's."""
	if not doc.salesperson and doc.ship_to_address:
		doc.salesperson = frappe.get_cached_doc("Address", doc.ship_to_address).get("salesperson")


def _fill_addresses(doc: DocumentShape) -> None:
	if not doc.customer:
		address = address_of_contact(doc.contact)
		doc.ship_to_address = doc.ship_to_address or address
		if not doc.bill_to_customer:
			doc.bill_to_address = doc.bill_to_address or address
	customers = {name for name in (doc.customer, doc.bill_to_customer) if name}
	if customers and not (doc.ship_to_address and doc.bill_to_address):
		defaults = default_addresses(customers)
		doc.ship_to_address = doc.ship_to_address or defaults.get(doc.customer, {}).get("shipping")
		doc.bill_to_address = doc.bill_to_address or defaults.get(doc.bill_to_customer, {}).get("billing")
	for field in ("ship_to_address", "bill_to_address"):
		if not doc.get(field):
			doc.set(f"{field}_display", None)
		elif not doc.get(f"{field}_display"):
			doc.set(f"{field}_display", display(doc.get(field)))


def fill_lines(doc: DocumentShape) -> None:
	"""Blank line fields get the values of the item or account; VAT rates always follow the VAT posting setup."""
	masters = read_masters(doc)
	billed = doc.flags.billed or {}
	for line in doc.lines:
		_fill_row_defaults(line)
		if line.type == COMMENT:
			_clear_comment(line)
		elif line.type == ITEM:
			_fill_item_line(doc, line, masters)
		elif line.type == ACCOUNT:
			_fill_account_line(line, masters)
		elif line.type == CHARGE:
			fill_charge_line(doc, line, masters)
		before, line.vat_percent = line.vat_percent, _vat_percent(doc, line, masters)
		convert_typed(doc, line, before)
		if origin := billed.get(line.get("invoice_line")):
			_as_billed(line, origin)
	fill_prices(doc, masters)


def _as_billed(line: Document, origin: "frappe._dict") -> None:
	"""What is taken back has the posting groups and the VAT rate it was sold with, whatever holds by now."""
	for field in ("product_posting_group", "vat_product_group", "vat_percent"):
		line.set(field, origin.get(field))


def _fill_row_defaults(line: Document) -> None:
	"""What Frappe fills in only on rows of a document that is new itself, and what belongs to charges alone."""
	if line.type != CHARGE and line.get("item_charge"):
		line.item_charge = None
	if line.type != CHARGE and line.get("is_fee"):
		line.is_fee = 0
	if line.get("allow_invoice_discount") is None:
		line.allow_invoice_discount = 1


def _clear_comment(line: Document) -> None:
	for field in ("item", "account", "uom", "location", "product_posting_group", "vat_product_group"):
		line.set(field, None)
	for field in ("quantity", "unit_price", "line_discount_percent", "line_discount_amount"):
		line.set(field, 0)


def _fill_item_line(doc: DocumentShape, line: Document, masters: Masters) -> None:
	line.account = None
	item = masters.items.get(line.item)
	if not item:
		return
	line.description = line.description or item.item_name
	line.uom = line.uom or item.base_uom
	line.qty_per_uom = masters.qty_per_uom(line, item)
	line.product_posting_group = line.product_posting_group or item.product_posting_group
	line.vat_product_group = line.vat_product_group or item.vat_product_group
	line.location = line.location or doc.location


def _fill_account_line(line: Document, masters: Masters) -> None:
	line.item = line.uom = None
	line.qty_per_uom = 1
	account = masters.accounts.get(line.account)
	if not account:
		return
	line.description = line.description or account.account_name
	line.product_posting_group = line.product_posting_group or account.product_posting_group
	line.vat_product_group = line.vat_product_group or account.vat_product_group


def _vat_percent(doc: DocumentShape, line: Document, masters: Masters) -> float:
	if (rate := line.flags.supplied_at) is not None:
		return rate
	return masters.vat.get((doc.vat_business_group, line.vat_product_group)) or 0


def fill_shipment_date(doc: DocumentShape) -> None:
	"""An order is expected to leave on its document date unless somebody says otherwise."""
	doc.shipment_date = doc.shipment_date or doc.document_date
