"""What the templates ask about a sales document: its lines, its VAT, its addresses (figures: `paper.py`)."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from sales_mgmt.amounts import to_decimal
from sales_mgmt.documents.as_delivered import goods_only, weight_of
from sales_mgmt.documents.as_printed import vat_clauses
from sales_mgmt.picking.lines import pick_lines
from sales_mgmt.picking.walk import to_walk
from sales_mgmt.print_formats.code128 import bar_code
from sales_mgmt.print_formats.custom_fields import further_fields
from sales_mgmt.print_formats.figures import by_rate, column_width, without_name
from sales_mgmt.print_formats.language import in_words_of
from sales_mgmt.print_formats.paper import Paper
from sales_mgmt.print_formats.payment_links.payment_services import payment_links
from sales_mgmt.print_formats.statement import StatementPrint

MAX_NO_MM = 36
"""Longer item numbers are broken, so that the description keeps its room."""
MODULE_MM, FINEST_MM = 0.3, 0.19
"""The width of the narrowest bar, and how far a long number may shrink it: usual scanners read 0.19 mm."""


def sales_print(doc: Document) -> SalesPrint | StatementPrint:
	"""For the templates (`jinja` in hooks.py). A customer is printed as its statement.

	A preview on the screen is Frappe's, in the language that it has set for the request: from here on with the words of our paper.
	"""
	page = StatementPrint(doc) if doc.doctype == "Customer" else SalesPrint(doc)
	frappe.local.lang = in_words_of(frappe.local.lang)
	return page


class SalesPrint(Paper):
	"""A sales document as its paper shows it."""

	def __init__(self, doc: Document) -> None:
		super().__init__(doc)
		if doc.meta.has_field("amount"):
			self.digits = doc.precision("amount") or self.digits

	@property
	def is_draft(self) -> bool:
		return bool(self.doc.meta.is_submittable) and not self.doc.docstatus

	@property
	def number(self) -> str:
		"""The gap-free number of a posted document, the working name of a draft."""
		return self.doc.get("posted_no") or self.doc.name

	@property
	def pays_at_once(self) -> bool:
		"""Posting books the payment too, because the payment method has a balancing account."""
		if self.kept:
			return self.kept["pays_at_once"]
		return bool(self.look_up("Payment Method", "payment_method", "balancing_account"))

	def has(self, fieldname: str) -> bool:
		"""Whether any line has something in this column, so that empty columns are left out."""
		return any(flt(line.get(fieldname)) for line in self.doc.lines)

	def sum(self, fieldname: str) -> float:
		return flt(sum(flt(line.get(fieldname)) for line in self.doc.lines), self.digits)

	def item_no(self, line: Document) -> str:
		return self._of_line(line, 0) or line.item or ""

	def uom(self, line: Document) -> str:
		return self.word(self._of_line(line, 1) or line.uom or "")

	def _of_line(self, line: Document, place: int) -> str:
		"""Lines that an undo added later are not among those that were kept."""
		return self.kept.get("lines", {}).get(line.name, ("", ""))[place]

	@property
	def widths(self) -> dict[str, float]:
		"""Millimetres of the columns whose texts may not wrap; the description gets the rest."""
		lines = [line for line in self.doc.lines if line.type != "Comment"]
		return {
			"no": min(column_width((self.item_no(line) for line in lines), 17), MAX_NO_MM),
			"quantity": column_width((self.quantity(line.quantity) for line in lines), 17),
			"uom": column_width((self.uom(line) for line in lines), 12),
			"unit_price": column_width((self.price(line.unit_price) for line in lines), 19),
			"line_amount": column_width((self.money(line.line_amount) for line in lines), 20),
		}

	@property
	def goods_widths(self) -> dict[str, float]:
		"""The same, for lines without prices."""
		lines = [line for line in self.doc.lines if line.type != "Comment"]
		return {
			"no": min(column_width((self.item_no(line) for line in lines), 24), MAX_NO_MM),
			"quantity": column_width((self.quantity(line.quantity) for line in lines), 20),
			"uom": column_width((self.uom(line) for line in lines), 16),
		}

	@cached_property
	def items(self) -> dict[str, dict[str, Any]]:
		"""What the masters say of the items on the lines: kind and weight."""
		codes = sorted({line.item for line in self.doc.lines if line.get("item")})
		fields = ["name", "item_type", "net_weight"]
		return {row.name: row for row in frappe.get_all("Item", {"name": ("in", codes)}, fields)}

	@cached_property
	def goods(self) -> list[Document]:
		"""The lines of a delivery note."""
		services = {name for name, row in self.items.items() if row["item_type"] == "Service"}
		return goods_only(self.doc.lines, services)

	@property
	def back_orders(self) -> bool:
		"""Whether something of these goods is still to come."""
		return any(self.back_order(line) for line in self.goods)

	def back_order(self, line: Document) -> str:
		"""What the order still owed of the line when these goods left; blank for nothing."""
		left = self.kept.get("back_order", {}).get(line.name)
		return self.quantity(left) if left else ""

	@property
	def weight(self) -> str:
		"""Net weight of the goods in kilograms; blank where nobody says what they weigh."""
		today = {name: row["net_weight"] for name, row in self.items.items()}
		weight = weight_of(self.goods, {**today, **self.kept.get("weights", {})})
		return self.quantity(round(weight, 3)) if weight else ""

	@property
	def packages(self) -> int:
		return self.doc.get("number_of_packages") or 0

	@property
	def to_pick(self) -> list[dict[str, Any]]:
		"""What is to be taken from the shelves for this order, as one walks past them; then the comments of its lines."""
		rows = [frappe._dict(row) for row in to_walk(pick_lines([self.doc.name]))]
		comments = [line.description for line in self.doc.lines if line.type == "Comment"]
		return rows and [*rows, *(frappe._dict(comment=text) for text in comments if text)]

	def bar_code(self, text: str | None, longest: float) -> dict[str, Any] | None:
		"""The bars of a number with their width in mm, at most `longest`; None where scanners could not read them."""
		code = bar_code(text or "")
		if not code or code.modules * FINEST_MM > longest:
			return None
		return {"bars": code.bars, "modules": code.modules, "width": min(code.modules * MODULE_MM, longest)}

	@cached_property
	def _carried(self) -> dict[str, str]:
		total, texts = Decimal(0), {}
		for line in self.doc.lines:
			total += to_decimal(line.get("line_amount"))
			texts[line.name] = _("Carried over: {0}").format(self.money(total))
		return texts

	def carried_over(self, line: Document) -> str:
		"""What stands at the foot of a sheet that ends with this line: the sum of the amounts so far."""
		return self._carried[line.name]

	def further(self, line: Document) -> list[str]:
		"""The admin's own fields of a line as "Label: value", where Sales Settings say that they are printed."""
		return further_fields(self, line) if self.settings.print_custom_line_fields else []

	@property
	def credited_invoices(self) -> str:
		"""The numbers of the posted invoices that a credit memo gives back."""
		names = {line.invoice for line in self.doc.lines if line.invoice} | {self.doc.corrects_invoice or ""}
		numbers = frappe.get_all(
			"Sales Invoice", {"name": ("in", sorted(names))}, pluck="posted_no", order_by="posted_no"
		)
		return ", ".join(numbers)

	@property
	def vat(self) -> list[dict[str, Any]]:
		return by_rate(self.doc.vat_specification())

	@property
	def vat_clauses(self) -> list[str]:
		"""The texts that the VAT of the lines wants printed, such as the reason for a rate of zero."""
		return [
			self.word(text) for text in (self.kept["vat_clauses"] if self.kept else vat_clauses(self.doc))
		]

	@property
	def payment_links(self) -> list[dict[str, str]]:
		"""[{label, url}] where the document can be paid, empty when nothing is left to pay."""
		return payment_links(self.doc)

	@property
	def payment_discount(self) -> str:
		if not self.doc.get("payment_discount_percent") or not self.doc.payment_discount_date:
			return ""
		return _("{0} % until {1}").format(
			self.percent(self.doc.payment_discount_percent), self.date("payment_discount_date")
		)

	@property
	def buyer_name(self) -> str:
		return self.as_posted("bill_to_name") or self.as_posted("customer_name")

	@property
	def buyer_no(self) -> str:
		return self.as_posted("bill_to_customer") or self.as_posted("customer")

	@property
	def buyer_tax_id(self) -> str:
		if self.kept:
			return self.kept["tax_id"]
		link = "bill_to_customer" if self.doc.get("bill_to_customer") else "customer"
		return self.look_up("Customer", link, "tax_id")

	@property
	def buyer(self) -> list[str]:
		return without_name(self.buyer_name, self.postal_lines(self.doc.get("bill_to_address_display")))

	@property
	def receiver_name(self) -> str:
		return self.as_posted("customer_name")

	@property
	def receiver_no(self) -> str:
		return self.as_posted("customer")

	@property
	def receiving_address(self) -> list[str]:
		"""Where the goods go, whoever pays."""
		return without_name(self.receiver_name, self.postal_lines(self.doc.get("ship_to_address_display")))

	@property
	def receiver(self) -> list[str]:
		"""Where the goods go; empty when that is the buyer's address."""
		lines = self.receiving_address
		return [] if lines == self.buyer else lines
