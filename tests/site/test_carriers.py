"""Who carries the goods and how long that takes (domain A26)."""

import frappe
import pytest
from build import buyer, edit, item, order

from sales_mgmt import api


def service(code: str, agent: str, shipping_time: str) -> str:
	if not frappe.db.exists("Shipping Agent", agent):
		frappe.get_doc({"doctype": "Shipping Agent", "code": agent}).insert()
	doc = {"doctype": "Shipping Agent Service", "shipping_agent": agent, "shipping_time": shipping_time}
	return frappe.get_doc({**doc, "code": code}).insert().name


def test_s03_2_the_service_fills_the_shipping_time_and_goes_with_the_agent():
	doc = order(item("1000", 1), customer=buyer(shipping_agent="OWN"))
	assert (doc.shipping_agent, doc.shipping_agent_service, doc.shipping_time) == ("OWN", None, None)
	edit(doc, None, shipping_agent_service=service("NEXT", "DHL", "1D"), shipping_agent="DHL")
	assert (doc.shipping_agent, doc.shipping_agent_service, doc.shipping_time) == ("DHL", "NEXT", "1D")
	edit(doc, None, shipping_agent_service=service("SLOW", "DHL", "1W"))
	assert doc.shipping_time == "1W"
	edit(doc, None, shipping_agent="")
	assert not doc.shipping_agent and not doc.shipping_agent_service and not doc.shipping_time
	edit(doc, None, your_reference="saved again")
	assert not doc.shipping_agent and not doc.shipping_agent_service and not doc.shipping_time


@pytest.mark.parametrize("emptied", ["", None])
def test_s03_2_the_form_clears_service_and_time_with_the_agent(emptied):
	service("NEXT", "DHL", "1D")
	doc = order(item("1000", 1), shipping_agent_service="NEXT").as_dict()
	assert (doc.shipping_agent, doc.shipping_time) == ("DHL", "1D")
	doc.shipping_agent = emptied
	answer = api.calculate(doc, [{"fieldname": "shipping_agent"}])
	assert not (answer["shipping_agent"] or answer["shipping_agent_service"] or answer["shipping_time"])
	answer = api.calculate(answer, [{"fieldname": "location"}])
	assert not (answer["shipping_agent"] or answer["shipping_agent_service"] or answer["shipping_time"])


def test_agent_and_service_come_from_the_customer():
	service("NEXT", "DHL", "1D")
	customer = buyer(shipping_agent="DHL", shipping_agent_service="NEXT")
	doc = order(item("1000", 1), customer=customer)
	assert (doc.shipping_agent, doc.shipping_agent_service, doc.shipping_time) == ("DHL", "NEXT", "1D")
	typed = order(item("1000", 1), customer=customer, shipping_time="3D")
	assert typed.shipping_time == "3D"
	other = order(item("1000", 1), customer=customer, shipping_agent="OWN")
	assert (other.shipping_agent, other.shipping_agent_service, other.shipping_time) == ("OWN", None, None)


def test_a_service_of_another_agent_is_refused():
	service("NEXT", "DHL", "1D")
	with pytest.raises(frappe.ValidationError, match="is one of DHL, not of OWN"):
		order(item("1000", 1), shipping_agent="OWN", shipping_agent_service="NEXT")
	with pytest.raises(frappe.ValidationError, match="is one of DHL, not of OWN"):
		buyer(shipping_agent="OWN", shipping_agent_service="NEXT")


def test_a_service_says_its_time_as_a_date_formula():
	with pytest.raises(frappe.ValidationError, match="date formula"):
		service("SOON", "DHL", "soon")


def test_s03_3_the_shipment_method_comes_from_the_customer_and_can_be_changed():
	doc = order(item("1000", 1), customer=buyer(shipment_method="EXW"))
	assert doc.shipment_method == "EXW"
	edit(doc, None, shipment_method="DAP")
	assert doc.shipment_method == "DAP"
