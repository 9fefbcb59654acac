"""The language of a new customer follows the country (domain A02).

Frappe gives every new record the language of the site, so a Norwegian customer of an English site got English paper. Here a
customer that nobody gave a language has none until its country is known: with its first address, on every road. Then it is
the first language of the country that the site has; none of them leaves it blank, which is the language of the site. What
was typed, or stands in the template, is never changed.
"""

from __future__ import annotations

from typing import Any

import frappe
from babel.languages import get_official_languages
from frappe.model.document import Document

FIELD = "language"


class SpeaksByChoice:
	"""Base of customers and their templates: Frappe does not fill in the language of the site."""

	def __setup__(self) -> None:
		self.dont_update_if_missing = [FIELD]

	def get_valid_dict(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
		"""What is not begun yet speaks no language: the pattern of new records, imported ones too, is made from this."""
		values = super().get_valid_dict(*args, **kwargs)
		is_pattern = self.get("__islocal") and not self.name and not self.get(self.meta.get_title_field())
		if is_pattern and values.get(FIELD):
			values[FIELD] = None
		return values


def language_of_country(country: str | None) -> str | None:
	"""The first official language of a country that the site has and uses; None where there is none."""
	code = country and frappe.get_cached_value("Country", country, "code")
	if not code:
		return None
	territory = str(code).upper()
	spoken = get_official_languages(territory, de_facto=True)
	wanted = [name for language in spoken for name in (f"{language}-{territory}", language)]
	filters = {"name": ("in", wanted), "enabled": 1}
	known = {name.casefold(): name for name in frappe.get_all("Language", filters, pluck="name")}
	return next((known[name.casefold()] for name in wanted if name.casefold() in known), None)


def follow_country(address: Document, _event: str | None = None) -> None:
	"""Hook of Address: a customer without a language that gets its first address speaks the language of its country."""
	before = address.get_doc_before_save()
	linked = _customers(address) - (_customers(before) if before else set())
	for customer in sorted(linked - _with_other_addresses(linked, address.name)):
		doc = frappe.get_doc("Customer", customer)
		if not doc.get(FIELD) and (language := language_of_country(address.country)):
			doc.db_set(FIELD, language, update_modified=False, notify=True)


def _customers(address: Document) -> set[str]:
	return {link.link_name for link in address.links if link.link_doctype == "Customer"}


def _with_other_addresses(customers: set[str], address: str) -> set[str]:
	filters = {
		"link_doctype": "Customer",
		"link_name": ("in", sorted(customers) or [""]),
		"parenttype": "Address",
		"parent": ("!=", address),
	}
	return set(frappe.get_all("Dynamic Link", filters, pluck="link_name"))
