"""Drafts of returns and what belongs to them, beside `sales_mgmt.api`, which offers them under its own name too."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from sales_mgmt.access.permissions import allowed, require
from sales_mgmt.documents.making import corrective, returning
from sales_mgmt.findings.telling import as_dict
from sales_mgmt.incoming.arguments import action
from sales_mgmt.posting.core.corrections.cancellation import cancellation_date, plan_cancellation
from sales_mgmt.posting.corrections.cancellation_facts import gather_cancellation
from sales_mgmt.posting.road.planning import try_plan
from sales_mgmt.texts.messages import bold, said


@action(methods=["POST"])
def make_return_order(doctype: str, name: str) -> str:
	"""Make a draft return order of what did not come back yet of a posted invoice, a shipment or an order. Returns its
	name. What was invoiced keeps its price."""
	doc = allowed(doctype, name, returning.SOURCES, "read")
	require("Sales Return Order", "create")
	if doctype == returning.INVOICE and doc.docstatus != 1:
		frappe.throw(said(_("Invoice {0} is not posted. Change or delete the draft.")).format(bold(name)))
	return returning.return_order_from(doc).name


@action(methods=["POST"])
def make_replacement_order(return_order: str) -> str:
	"""Make an order of what comes back with a return order, so that the customer gets it again. Returns its name."""
	doc = allowed("Sales Return Order", return_order, ("Sales Return Order",), "read")
	require("Sales Order", "create")
	return corrective.replacement_order(doc).name


@action(methods=["GET", "POST"])
def check_cancellation(invoice: str) -> list[dict[str, Any]]:
	"""Everything that speaks against cancelling a posted invoice today, as `check` tells it. Stores nothing."""
	doc = allowed("Sales Invoice", invoice, ("Sales Invoice",), "read")
	if doc.docstatus != 1:
		frappe.throw(said(_("Invoice {0} is not posted. Change or delete the draft.")).format(bold(invoice)))
	on = cancellation_date(None, getdate(nowdate()), getdate(doc.posting_date))
	_plan, findings = try_plan(plan_cancellation, gather_cancellation(doc, on))
	return [as_dict(finding) for finding in findings]
