"""Which documents are ours to print, and whether the admin wants our engine."""

from __future__ import annotations

import frappe
from frappe.modules.utils import get_module_app

from sales_mgmt.settings import get_settings

APP = "sales_mgmt"
SITES_OWN = "Site's Own"


def is_ours(doctype: str | None) -> bool:
	"""Whether a DocType is of this app, on this site."""
	return bool(
		doctype
		and frappe.db.exists("DocType", doctype, cache=True)
		and get_module_app(frappe.get_meta(doctype).module) == APP
	)


def weasyprint_is_chosen() -> bool:
	return get_settings().pdf_engine != SITES_OWN
