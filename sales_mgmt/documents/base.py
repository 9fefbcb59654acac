"""What every sales document does when it is saved, whatever the road in: form, REST, import, job or console."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.approvals.workflow import status_by_workflow
from sales_mgmt.archive.keeping import keep_counter
from sales_mgmt.documents.charges.assignments import check_assignments, fill_assignments
from sales_mgmt.documents.filling import defaults, stale
from sales_mgmt.documents.filling.amounts import calculate_amounts, vat_specification
from sales_mgmt.documents.filling.blocked import check_blocked
from sales_mgmt.documents.pricing.invoice_discount import fill_invoice_discount, settle_invoice_discount
from sales_mgmt.documents.pricing.prices import PRICE_DATE, SEARCH
from sales_mgmt.documents.pricing.vat_basis import (
	convert_invoice_discount,
	remember_typed,
	vat_included_before,
)
from sales_mgmt.documents.state.counters import number_rows
from sales_mgmt.documents.state.lifecycle import check_releasable
from sales_mgmt.documents.state.quantities import (
	TYPED_QUANTITIES,
	check_lines,
	check_whole_units,
	round_quantities,
)
from sales_mgmt.documents.state.queued import keep_posting_job
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import PostingError, refuse
from sales_mgmt.rates.document_rate import settle_changed_rate
from sales_mgmt.rates.terms import link_document_date
from sales_mgmt.settings import require_local_currency
from sales_mgmt.storage.children import SetBasedChildren
from sales_mgmt.storage.tallies import keep_counts
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.transactions.storing import StoredAgain

OF_ONE_DELIVERY = ("order_date", "shipment_date", "requested_delivery_date", "promised_delivery_date")
"""Dates that were agreed for one document and not for those that repeat it."""

ORIGINS = ("price_origin", "discount_origin")
"""Whether a search found what a line costs: then a repeated line is searched again."""

FROM_CUSTOMER = sorted({*stale.HEADER["customer"], *stale.HEADER["bill_to_customer"]})


class SalesDocument(StoredAgain, SetBasedChildren):
	"""Quote, order or invoice before posting.

	Whatever is blank is filled from customer, items and setup; whatever depends on a changed field is filled anew;
	amounts are always computed here and never taken from the caller.
	"""

	closed_statuses: tuple[str, ...] = ()
	"""Final statuses: the document can not be changed any more."""

	def __setup__(self) -> None:
		"""Keep Frappe from filling in the site's defaults (a currency, a language, 0 in a box) before the customer's."""
		self.dont_update_if_missing = [*FROM_CUSTOMER, "document_date"]
		if self.get("__islocal") and not self.get("name") and not self.get("customer"):
			self.update(dict.fromkeys(FROM_CUSTOMER))

	def validate(self) -> None:
		self.check_not_closed()
		number_rows(self)
		keep_posting_job(self)
		self.keep_status()
		keep_counter(self, self.get_doc_before_save())
		keep_counts(self, self.get_doc_before_save())
		self.round_quantities()
		self.blank_stale_fields()
		if not self.has_addressee():
			return  # Frappe asks for it, and without it there is nothing to check yet
		try:
			self.complete()
		except PostingError as impossible:
			frappe.clear_last_message()
			refuse([*impossible.findings, *check_lines(self)])
		findings = [*check_blocked(self), *self.line_findings()]
		if findings:
			refuse(findings)

	def has_addressee(self) -> bool:
		"""Whether it is known for whom the document is: prices, VAT and terms follow from that."""
		return bool(self.customer)

	def complete(self) -> None:
		"""Fill what is blank and compute every amount."""
		require_local_currency()
		self.round_quantities()
		defaults.fill_header(self)
		defaults.fill_lines(self)
		convert_invoice_discount(self)
		settle_invoice_discount(self)
		if fill_invoice_discount(self):
			defaults.fill_lines(self)
		calculate_amounts(self)
		fill_assignments(self)

	def round_quantities(self) -> None:
		round_quantities(self.lines, TYPED_QUANTITIES)

	def on_recurring(self, reference_doc: Document, auto_repeat_doc: Document) -> None:
		"""Frappe's Auto Repeat makes this document from another one and has set its document date.

		Other dates follow from it, so does the exchange rate, and prices that a search found are looked up for the day.
		Prices that somebody typed stay.
		"""
		self.posting_date = self.document_date
		self.your_reference = reference_doc.get("your_reference")  # the agreement that is repeated
		for line, repeated in zip(self.lines, reference_doc.lines, strict=False):
			line.update({field: repeated.get(field) for field in ORIGINS if line.meta.has_field(field)})
		for field in OF_ONE_DELIVERY:
			if self.meta.has_field(field):
				self.set(field, None)
		self.blank_dependents({"document_date", "posting_date"}, {})

	def line_findings(self) -> list[Finding]:
		return [*check_lines(self), *check_whole_units(self), *check_assignments(self)]

	def check_not_closed(self) -> None:
		"""A final status, or one that waits for somebody's decision (E05), locks the whole document."""
		stored = self.get_doc_before_save()
		if not stored or self.flags.status_action:
			return
		decided = stored.status == "Pending Approval" and status_by_workflow(self, stored)
		if stored.status == "Pending Approval" and not decided:
			message = sentence("{0} {1} is waiting for approval. It can be changed when that is decided.")
			refuse([Finding("E05", message, (self.doctype, self.name))])
		if stored.status in self.closed_statuses:
			frappe.throw(
				said(_("{0} {1} has the status {2} and can not be changed any more.")).format(
					_(self.doctype), bold(self.name), _(stored.status)
				)
			)

	def keep_status(self) -> None:
		"""The status changes by actions, and by the actions of a workflow that releases. Whatever else is sent is put back."""
		if self.flags.status_action:
			return
		stored = self.get_doc_before_save()
		self.status = status_by_workflow(self, stored) or (stored.status if stored else "Open")
		if self.status == "Released" and not (stored and stored.status == "Released"):
			check_releasable(self)

	def blank_stale_fields(self) -> None:
		"""Compare with the stored document and blank what depends on a change and was not changed itself.

		`flags.keep_values`: all the values were true together once, as those of an archived version.
		"""
		stored = self.get_doc_before_save()
		if not stored or self.flags.keep_values:
			return
		self.blank_dependents(
			stale.changed_fields(self._header_fields(), stored.get, self.get),
			{
				line.name: stale.changed_fields(self._line_fields(), before.get, line.get)
				for line, before in self._lines_with_stored(stored)
			},
		)

	def blank_dependents(self, header: Iterable[str], lines: dict[str, set[str]]) -> None:
		"""Blank the fields that depend on the changed ones. `lines` maps the name of a row that was there before to its
		changed fields."""
		header = settle_changed_rate(self, link_document_date(self, set(header)))
		defaults.keep_emptied(self, header)
		stale_header = stale.stale_fields(stale.HEADER, header)
		included = vat_included_before(self, header)
		for field in stale_header:
			self.set(field, None)
		moved = header | stale_header
		anew = bool(moved.intersection(stale.RE_PRICED_BY))
		for_others = bool(moved.intersection(stale.DISCOUNTED_BY))
		looked_up_by = {*stale.LOOKED_UP_BY, PRICE_DATE.get(self.doctype, "document_date")}
		searching = anew or bool(moved & looked_up_by)
		on_lines = [
			self._stale_on_line(line, lines.get(line.name, set()), searching, (anew, for_others))
			for line in self.lines
		]
		before = zip(self.lines, on_lines, strict=True)
		there = {line.name: (lines[line.name], stale) for line, stale in before if line.name in lines}
		remember_typed(self, included, moved, there)
		for line, stale_line in zip(self.lines, on_lines, strict=True):
			line.update(dict.fromkeys(stale_line))

	def _stale_on_line(
		self, line: Document, changed: set[str], searching: bool, anew: tuple[bool, bool]
	) -> set[str]:
		"""`searching`: prices are looked up again; `anew`: even a price, a discount typed by hand, being for others."""
		self._mark_what_was_typed(line, changed)
		stale_line = stale.stale_fields(stale.LINE, changed)
		searching = searching or bool(changed.intersection(stale.SEARCHED_BY))
		# What is shipped keeps the price it was shipped at.
		if searching and line.item and not line.get("quantity_shipped"):
			item_changed = "item" in changed
			stale_line |= stale.searched_again(
				changed,
				anew[0] or item_changed or line.get("price_origin") == SEARCH,
				anew[1] or item_changed or line.get("discount_origin") == SEARCH,
			)
		return stale_line

	def _mark_what_was_typed(self, line: Document, changed: set[str]) -> None:
		"""A changed price or discount may be typed, or found by a calculation of the form: the search will tell."""
		if "unit_price" in changed:
			line.price_origin = None
		if changed.intersection(stale.DISCOUNT):
			line.discount_origin = None

	def _header_fields(self) -> set[str]:
		pricing = {*stale.RE_PRICED_BY, *stale.LOOKED_UP_BY, *PRICE_DATE.values()}
		triggers = {"posting_date", *stale.HEADER} | pricing
		dependents = {field for fields in stale.HEADER.values() for field in fields}
		return {field for field in triggers | dependents if self.meta.has_field(field)}

	def _line_fields(self) -> set[str]:
		dependents = {field for fields in stale.LINE.values() for field in fields}
		meta = frappe.get_meta(self.meta.get_field("lines").options)
		return {field for field in set(stale.LINE) | dependents if meta.has_field(field)}

	def _lines_with_stored(self, stored: "SalesDocument") -> list[tuple]:
		before = {line.name: line for line in stored.lines}
		return [(line, before[line.name]) for line in self.lines if line.name in before]

	def vat_specification(self) -> list[dict[str, float]]:
		"""VAT per group, for print formats."""
		return vat_specification(self)
