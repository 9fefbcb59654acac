"""Every print format as a person meets it: the print view's preview, and the PDF that its button opens."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from rest import post

from dev.demo.company import MANAGER

FORMATS = {
	"Sales Quote": ("Sales Quote", "Quote"),
	"Order Confirmation": ("Sales Order", "Order confirmation"),
	"Picking List": ("Sales Order", "Picking list"),
	"Delivery Note": ("Sales Shipment", "Delivery note"),
	"Sales Invoice": ("Sales Invoice", "Invoice"),
	"Sales Credit Memo": ("Sales Credit Memo", "Credit memo"),
	"Return Receipt": ("Return Receipt", "Return receipt"),
	"Customer Statement": ("Customer", "Customer Statement"),
}


def made(office, doctype, customer):
	"""A document of the kind, through REST."""
	api = "/api/method/sales_mgmt.api."

	def new(kind):
		values = {"customer": customer, "lines": [{"type": "Item", "item": "7000", "quantity": 1}]}
		return post(office, f"{office_url}/api/resource/{kind}", values)["data"]["name"]

	def posted(kind, name, **how):
		values = {"doctype": kind, "name": name, **how}
		return post(office, f"{office_url}{api}post", values)["message"]

	office_url = office.url
	if doctype == "Customer":
		return customer
	if doctype in ("Sales Quote", "Sales Order"):
		return new(doctype)
	if doctype == "Sales Shipment":
		return posted("Sales Order", new("Sales Order"), ship=True)["shipment"]
	if doctype == "Return Receipt":
		return posted("Sales Return Order", new("Sales Return Order"), ship=True)["return_receipt"]
	return posted(doctype, new(doctype))["invoice" if doctype == "Sales Invoice" else "credit_memo"]


class Office:
	"""REST as one person, with the address that `post` wants."""

	def __init__(self, requests, url):
		self.requests, self.url = requests, url

	def post(self, *args, **kwargs):
		return self.requests.post(*args, **kwargs)


@pytest.mark.parametrize("print_format", FORMATS)
def test_preview_and_pdf_show_the_document(somebody, elsewhere, customer, url, print_format):
	doctype, title = FORMATS[print_format]
	name = made(Office(elsewhere(MANAGER), url), doctype, customer["name"])
	desk = somebody(MANAGER)
	desk.go("print", doctype, name)
	field = desk.page.locator("[data-fieldname='print_format']:visible").first
	if field.locator("input").input_value() != print_format:
		desk.choose(field, print_format)
	heading = desk.page.frame_locator(".print-preview iframe").get_by_role("heading", name=title)
	expect(heading).to_be_visible()
	text = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(desk.pdf())).pages).split())
	assert title in text and re.search(r"Page 1 of \d", text)
