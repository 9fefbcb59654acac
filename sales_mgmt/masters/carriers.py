"""Who carries the goods, by which service, and how long that takes (domain A26)."""

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.texts.messages import bold, said


def fill_carrier(doc: DocumentShape, customer: Document) -> None:
	"""Blank agent, service and shipping time: the customer's agent and service, the time of the service.

	An agent that somebody emptied is "" and stays empty; None asks for the customer's. Goods that come back are brought by
	whomever the customer chooses, so on a return the agent is typed.
	"""
	if doc.shipping_agent_service and not doc.shipping_agent:
		doc.shipping_agent = _service(doc.shipping_agent_service).shipping_agent
	if doc.doctype not in RETURNS:
		_fill_from_customer(doc, customer)
	if not doc.shipping_agent_service:
		return
	check_service(doc)
	if doc.meta.has_field("shipping_time"):
		doc.shipping_time = doc.shipping_time or _service(doc.shipping_agent_service).shipping_time


def _fill_from_customer(doc: DocumentShape, customer: Document) -> None:
	if doc.shipping_agent is None:
		doc.shipping_agent = customer.shipping_agent
	if doc.shipping_agent and doc.shipping_agent == customer.shipping_agent:
		if doc.shipping_agent_service is None:
			doc.shipping_agent_service = customer.shipping_agent_service


def check_service(doc: Document) -> None:
	"""A service belongs to one agent."""
	if doc.shipping_agent_service and doc.shipping_agent:
		agent = _service(doc.shipping_agent_service).shipping_agent
		if agent != doc.shipping_agent:
			frappe.throw(
				said(_("The service {0} is one of {1}, not of {2}. Choose another service or agent.")).format(
					bold(doc.shipping_agent_service), agent, doc.shipping_agent
				)
			)


def _service(name: str) -> Document:
	return frappe.get_cached_doc("Shipping Agent Service", name)
