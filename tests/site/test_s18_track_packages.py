"""S18: what may still be noted on a posted shipment, and where its packages are followed (domain A26).

S18.3, packages of the other posted documents: test_s18_packages_of_returns.py.
"""

import frappe
import pytest
from build import buyer, goods, item, order, post
from posted import fingerprint
from test_carriers import service

from dev.demo.company import BILLING, WAREHOUSE
from sales_mgmt import api
from sales_mgmt.ledgers.guard import ImmutableError

AGENT = "https://tracking.example/?no={0}"


def agent(address=AGENT):
	code = f"A{frappe.generate_hash(length=6)}".upper()
	return frappe.get_doc({"doctype": "Shipping Agent", "code": code, "tracking_url": address}).insert().name


def shipped(**values):
	"""A posted shipment of an order that was shipped and invoiced: (shipment, invoice)."""
	doc = order(item(goods(stock=5), 5), customer=buyer(shipping_agent=None), **values)
	posted = post(doc, ship=True, invoice=True)
	return posted.shipment, posted.invoice


def carried(name):
	fields = ["shipping_agent", "shipping_agent_service", "package_tracking_no"]
	return frappe.db.get_value("Sales Shipment", name, fields)


def test_s18_1_update_document_stores_the_tracking_number(books):
	name, _invoice = shipped(shipping_agent="OWN")
	frappe.set_user(WAREHOUSE)
	answer = api.update_shipment(name, {"package_tracking_no": " 370700 "})
	assert answer["package_tracking_no"] == "370700"
	assert carried(name) == ("OWN", None, "370700")
	shipment = frappe.get_doc("Sales Shipment", name)
	assert (shipment.modified_by, shipment.docstatus) == (WAREHOUSE, 1)
	notes = frappe.get_all("Comment", {"reference_name": name, "comment_type": "Info"}, pluck="content")
	(note,) = [frappe.utils.strip_html(text) for text in notes]
	assert note == "changed Package Tracking No. from nothing to 370700"
	api.update_shipment(name, {"package_tracking_no": "370701"})
	notes = frappe.get_all("Comment", {"reference_name": name, "comment_type": "Info"}, pluck="content")
	assert any("from 370700 to 370701" in frappe.utils.strip_html(text) for text in notes)


@pytest.mark.parametrize(
	"field", ["customer", "posting_date", "external_document_no", "lines", "docstatus", "nope"]
)
def test_s18_1_every_other_field_is_refused_by_name(field):
	name, _invoice = shipped()
	before = fingerprint("Sales Shipment")
	with pytest.raises(frappe.ValidationError, match=field):
		api.update_shipment(name, {"package_tracking_no": "1", field: "forged"})
	assert fingerprint("Sales Shipment") == before


@pytest.mark.parametrize("field", ["package_tracking_no", "shipping_agent"])
def test_s18_1_no_other_road_writes_them(field):
	name, _invoice = shipped()
	for road in ("save", "submit", "db_update"):
		shipment = frappe.get_doc("Sales Shipment", name)
		shipment.set(field, "OWN")
		with pytest.raises(ImmutableError):
			getattr(shipment, road)()
	with pytest.raises(ImmutableError):
		shipment.db_set(field, "OWN")
	with pytest.raises(ImmutableError):
		frappe.client.set_value("Sales Shipment", name, field, "OWN")
	assert carried(name) == (None, None, None)


def test_s18_1_agent_and_service_belong_together():
	service("NEXT", "DHL", "1D")
	name, _invoice = shipped(shipping_agent="OWN")
	with pytest.raises(frappe.ValidationError, match="is one of DHL, not of OWN"):
		api.update_shipment(name, {"shipping_agent_service": "NEXT"})
	api.update_shipment(name, {"shipping_agent": "", "shipping_agent_service": "NEXT"})
	assert carried(name) == ("DHL", "NEXT", None)
	api.update_shipment(name, {"shipping_agent": "OWN"})
	assert carried(name) == ("OWN", None, None)
	with pytest.raises(frappe.ValidationError, match=r"NOBODY.* does not exist"):
		api.update_shipment(name, {"shipping_agent": "NOBODY"})


def test_s18_1_it_takes_the_right_to_ship():
	name, _invoice = shipped()
	frappe.set_user(BILLING)
	with pytest.raises(frappe.PermissionError):
		api.update_shipment(name, {"package_tracking_no": "1"})


def test_s18_2_track_package_gives_the_agents_address_with_the_number():
	name, _invoice = shipped(shipping_agent=agent())
	api.update_shipment(name, {"package_tracking_no": "JD 1/2"})
	(package,) = api.track_package("Sales Shipment", name)
	assert package["url"] == "https://tracking.example/?no=JD%201%2F2"


def test_s18_2_without_number_agent_or_address_it_says_what_is_missing():
	name, _invoice = shipped()

	def says(part):
		with pytest.raises(frappe.ValidationError, match=part):
			api.track_package("Sales Shipment", name)

	says("has no package tracking number")
	api.update_shipment(name, {"package_tracking_no": "1", "shipping_agent": ""})
	says("has no shipping agent")
	api.update_shipment(name, {"shipping_agent": "OWN"})
	says(r"OWN.* has no tracking address")


def test_s18_2_an_address_that_is_no_web_address_is_never_given_out():
	with pytest.raises(frappe.ValidationError, match="begins with https"):
		agent("javascript:alert('{0}')")
	old = agent()
	frappe.db.set_value("Shipping Agent", old, "tracking_url", "javascript:alert('{0}')")
	name, _invoice = shipped(shipping_agent=old)
	api.update_shipment(name, {"package_tracking_no": "1"})
	with pytest.raises(frappe.ValidationError, match="no web address"):
		api.track_package("Sales Shipment", name)


def test_a_list_is_no_tracking_number():
	name, _invoice = shipped(shipping_agent="OWN")
	with pytest.raises(frappe.ValidationError, match="a text is expected, not a list of values"):
		api.update_shipment(name, {"package_tracking_no": ["370700"]})
	assert carried(name)[2] is None
