"""Dates that are linked already: a document date that differs was typed, and stays from now on.

Dates that are not: those who keep the settings are told once that due dates then count from the order's own date, whenever
it is invoiced, and where that is changed.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.translate import get_user_lang
from frappe.utils.user import get_users_with_role

from sales_mgmt import notices
from sales_mgmt.rates.terms import mark_typed_dates

SETTINGS = "Sales Settings"
ROLES = ("Sales Manager", "System Manager")


def execute() -> None:
	if frappe.db.get_single_value(SETTINGS, "link_document_date"):
		mark_typed_dates()
		return
	for user in sorted({"Administrator", *_keepers()}):
		_tell(user)


def _keepers() -> Iterable[str]:
	for role in ROLES:
		yield from get_users_with_role(role)


def _tell(user: str) -> None:
	language = get_user_lang(user)
	subject = _("Due dates of orders that are invoiced later than they were made", language)
	if frappe.db.exists(notices.LOG, {"for_user": user, "document_type": SETTINGS, "subject": subject}):
		return
	reasons = (
		_(
			"The document date is not linked to the posting date on this site, so an invoice that is posted from an"
			" order is due by the date of the order, however late it is posted.",
			language,
		),
		_(
			"New sites link the two. Tick Link Document Date to Posting Date in Sales Settings to have due dates count"
			" from the day of posting.",
			language,
		),
	)
	notices.notify(user, SETTINGS, SETTINGS, subject, reasons)
