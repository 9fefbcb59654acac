"""Which payment links a document carries: those of the Payment Services that are enabled, then those of other apps."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.amounts import to_decimal
from sales_mgmt.print_formats.payment_links.payment_link import PaymentRequest, is_safe_link, paypal_link

ON = {"Sales Invoice": "on_invoices", "Sales Order": "on_orders"}
"""Documents that ask for money, and the box of a Payment Service for them."""
HOOK = "sales_mgmt_payment_services"


def payment_links(doc: Document) -> list[dict[str, str]]:
	"""[{label, url}], in the language of the moment. Empty for drafts of invoices and where nothing is left to pay."""
	request = _request(doc)
	return [*_of_services(request), *_of_other_apps(request)] if request else []


def _request(doc: Document) -> PaymentRequest | None:
	if doc.doctype not in ON or (doc.meta.is_submittable and doc.docstatus != 1):
		return None
	posted = doc.doctype == "Sales Invoice"
	amount = to_decimal(doc.get("remaining_amount" if posted else "amount_including_vat"))
	if amount <= 0 or doc.status in ("Completed", "Cancelled"):
		return None
	number = doc.get("posted_no") or doc.name
	return PaymentRequest(
		doctype=doc.doctype,
		name=doc.name,
		number=number,
		customer=doc.get("bill_to_customer") or doc.customer,
		amount=amount,
		currency=doc.currency,
		description=(_("Invoice {0}") if posted else _("Order {0}")).format(number),
	)


def _of_services(request: PaymentRequest) -> list[dict[str, str]]:
	filters = {"enabled": 1, ON[request.doctype]: 1}
	services = frappe.get_all(
		"Payment Service", filters, ["service_name", "account", "sandbox"], order_by="service_name asc"
	)
	links = [(row.service_name, paypal_link(request, row.account, bool(row.sandbox))) for row in services]
	return [{"label": _("Pay with {0}").format(name), "url": url} for name, url in links if url]


def _of_other_apps(request: PaymentRequest) -> list[dict[str, str]]:
	"""Hook `sales_mgmt_payment_services`: functions (PaymentRequest) -> {label, url}, a list of them, or None.

	A function that fails, or gives an address that is not https, keeps no document from its customer: its error goes to
	the Error Log.
	"""
	links: list[dict[str, str]] = []
	for path in frappe.get_hooks(HOOK):
		try:
			links += [_checked(link) for link in _as_list(frappe.get_attr(path)(request))]
		except Exception:
			frappe.log_error(f"Hook {HOOK}: {path}", defer_insert=True)
	return links


def _as_list(answer: Any) -> list[Any]:
	if not answer:
		return []
	return list(answer) if isinstance(answer, list | tuple) else [answer]


def _checked(link: dict[str, str]) -> dict[str, str]:
	if not is_safe_link(link["url"]):
		raise ValueError(f"not an https address: {link['url']!r}")
	return {"label": str(link["label"]), "url": link["url"]}
