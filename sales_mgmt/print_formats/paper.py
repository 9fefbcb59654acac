"""What every printed page asks: figures, dates and amounts as text, and the company's bank details.

Figures follow the language of the document (`conventions.py`), or the site's formats where Sales Settings say so. Columns
show no currency: it stands once, at the total. Everything returned is plain text; the templates escape it.
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, fmt_money, formatdate, getdate

from sales_mgmt.documents.as_printed import NOT_TRANSLATED, kept, translated
from sales_mgmt.print_formats.conventions import conventions
from sales_mgmt.print_formats.figures import decimals_needed, percent_decimals
from sales_mgmt.print_formats.language import language_of_figures
from sales_mgmt.settings import currency_digits, get_settings
from sales_mgmt.texts.addresses import address_lines, without_country

MAX_PRICE_DECIMALS = 5
LAKH = "#,##,###.##"


class Paper:
	"""A document with its language and its currency."""

	def __init__(self, doc: Document, currency: str | None = None) -> None:
		self.doc = doc
		self.settings = get_settings()
		self.kept = kept(doc)
		self.currency = currency or doc.get("currency") or self.settings.local_currency
		self.digits = currency_digits(self.currency)
		self.conventions = (
			None if self.settings.figures_on_paper == "Site" else conventions(language_of_figures())
		)
		self.lakh = frappe.get_cached_value("Currency", self.currency, "number_format") == LAKH

	def figure(self, value: Any, digits: int) -> str:
		if not self.conventions:
			return fmt_money(flt(value, digits), precision=digits)
		return self.conventions.figure(value, digits, self.lakh)

	def money(self, value: Any) -> str:
		return self.figure(flt(value, self.digits), self.digits)

	def total(self, value: Any) -> str:
		"""With the currency: for the amounts people pay."""
		return f"{self.currency} {self.money(value)}"

	def price(self, value: Any) -> str:
		"""A unit price may have more decimals than the currency; no trailing zeros beyond it."""
		return self.figure(value, decimals_needed(value, self.digits, MAX_PRICE_DECIMALS))

	def quantity(self, value: Any) -> str:
		return self.figure(value, decimals_needed(value))

	def percent(self, value: Any) -> str:
		return self.figure(value, percent_decimals(value))

	def day(self, value: Any) -> str:
		"""A date, empty when there is none."""
		if not value:
			return ""
		return self.conventions.day(getdate(value)) if self.conventions else formatdate(value)

	def date(self, fieldname: str) -> str:
		return self.day(self.doc.get(fieldname))

	def postal_lines(self, display: str | None) -> list[str]:
		"""The lines of an address; within the company's own country without the name of it."""
		country = frappe.db.get_single_value("System Settings", "country", cache=True)
		names = (country, translated(country)) if country else ()
		return without_country(address_lines(display), names)

	def word(self, text: str) -> str:
		"""A text of a master in the language of the paper; on a posted document as it was translated then."""
		if self.kept.get("language") == frappe.local.lang:
			return self.kept["words"].get(text, text)
		return translated(text)

	def look_up(self, doctype: str, link: str, fieldname: str) -> str:
		"""A field of the linked document, empty when there is none."""
		name = self.doc.get(link)
		return (name and frappe.get_cached_value(doctype, name, fieldname)) or ""

	def description(self, doctype: str, link: str) -> str:
		"""Payment terms "14D" are printed as "Net 14 days"; on a posted document as they were called then."""
		printed = self.kept.get("described", {}).get(link)
		text = printed or self.look_up(doctype, link, "description") or self.doc.get(link) or ""
		return text if link in NOT_TRANSLATED else self.word(text)

	def as_posted(self, fieldname: str) -> str:
		"""A number or a name as it was when the document was posted, whatever it is called by now."""
		return self.kept.get(fieldname) or self.doc.get(fieldname) or ""

	@property
	def bank(self) -> list[tuple[str, str]]:
		"""Where to pay, as (label, text) with empty texts left in; empty without a single one."""
		values = frappe._dict(self.kept.get("bank") or self.settings.as_dict())
		rows = [
			(_("Bank"), values.bank_name),
			(_("Bank account"), values.bank_account_no),
			(_("IBAN"), values.iban),
			(_("SWIFT/BIC"), values.swift_bic),
			(_("Organisation no."), values.organisation_no),
		]
		return rows if any(text for _label, text in rows[:4]) else []
