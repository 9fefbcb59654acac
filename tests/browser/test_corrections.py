"""What was sold is taken back: a whole invoice, or three of ten pieces; and a paid invoice says why it is not."""

import pytest
from desk import PATH, text
from office_day import today
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER

API = "/api/method/sales_mgmt.api"
BELL = "7000"


@pytest.fixture
def billed(elsewhere, customer):
	"""A function that posts an invoice of bells at 90, elsewhere. Returns its name."""
	office = elsewhere(MANAGER)

	def make(pieces):
		line = {"type": "Item", "item": BELL, "quantity": pieces, "unit_price": 90}
		values = {"customer": customer["name"], "lines": [line]}
		name = post(office, "/api/resource/Sales Invoice", values)["data"]["name"]
		post(office, f"{API}.post", {"doctype": "Sales Invoice", "name": name})
		return name

	return make


def test_an_invoice_is_cancelled_and_a_paid_one_says_why_not(somebody, billed, elsewhere, customer):
	invoice, paid = billed(2), billed(4)
	payment = {"customer": customer["name"], "amount": 100, "apply_to": paid}
	post(elsewhere(MANAGER), f"{API}.register_payment", {**payment, "posting_date": str(today())})

	manager = somebody(MANAGER)
	manager.open("Sales Invoice", invoice)
	manager.press_in_menu("Correct", "Cancel Invoice…")
	# 2 at 90 with 25 % VAT
	expect(manager.dialog).to_contain_text("A credit memo over kr 225,00 is posted")
	# thinking twice changes nothing
	manager.press_in_dialog("Leave It")
	expect(manager.dialog).to_have_count(0)
	expect(manager.status).to_have_text("Unpaid")
	manager.press_in_menu("Correct", "Cancel Invoice…")
	manager.press_in_dialog("Cancel Invoice")
	manager.message("cancels this invoice").get_by_role("link", name="PCM-").click()
	manager.form_of("Sales Credit Memo")
	expect(manager.status).to_have_text("Applied")
	manager.shows("amount_including_vat", "kr 225,00")
	expect(manager.intro).to_contain_text("This credit memo cancels invoice PI-")
	manager.open("Sales Invoice", invoice)
	expect(manager.status).to_have_text("Cancelled")
	expect(manager.intro).to_contain_text("is cancelled, by credit memo PCM-")
	manager.offers_no("Correct", "Create", "Register Payment")

	manager.open("Sales Invoice", paid)
	manager.press_in_menu("Correct", "Cancel Invoice…")
	expect(manager.dialog).to_contain_text("is paid or applied, wholly or in part")
	manager.press_in_dialog("Create Credit Memo")
	manager.dialog.locator(".grid-heading-row .grid-row-check").check()
	manager.press_in_dialog("Create Credit Memo")
	manager.form_of("Sales Credit Memo")
	expect(manager.status).to_have_text("Open")
	# 4 at 90 with VAT are 450, of which 100 are paid: 350 are applied, the rest is the customer's
	expect(manager.intro).to_contain_text("kr 350,00 is applied when this is posted. kr 100,00 stays open")


def test_an_invoice_is_corrected_and_the_message_names_both(somebody, billed):
	"""The credit memo that cancels it, as a link that opens it, and the draft that takes its place."""
	invoice = billed(2)
	manager = somebody(MANAGER)
	manager.open("Sales Invoice", invoice)
	number = manager.value("posted_no")
	manager.press_in_menu("Correct", "Correct Invoice…")
	expect(manager.dialog).to_contain_text("A new draft invoice with the same content is made")
	manager.press_in_dialog("Correct Invoice")
	message = manager.message(f"cancels invoice {number}.")
	expect(message).to_contain_text(text("Credit memo PCM-", whole=False))
	expect(message).to_contain_text("This is the new draft: correct and post it.")
	draft = manager.form_of("Sales Invoice")
	assert draft != invoice
	expect(manager.status).to_have_text("Open")
	expect(manager.cell(1, "quantity")).to_have_text("2", use_inner_text=True)
	link = message.get_by_role("link", name="PCM-")
	said = link.inner_text()
	link.click()
	manager.form_of("Sales Credit Memo")
	assert manager.value("posted_no") == said
	expect(manager.intro).to_contain_text(f"This credit memo cancels invoice {number}")
	manager.open("Sales Invoice", invoice)
	expect(manager.status).to_have_text("Cancelled")


@pytest.mark.parametrize("doctype", ["Sales Shipment", "Return Receipt"])
def test_what_is_wholly_undone_says_so_in_list_and_form(somebody, elsewhere, customer, doctype):
	"""One of two lines undone is not all of it: it is posted still."""
	office = elsewhere(MANAGER)
	of = {
		"Sales Shipment": ("Sales Order", "shipment"),
		"Return Receipt": ("Sales Return Order", "return_receipt"),
	}
	order, key = of[doctype]
	lines = [{"type": "Item", "item": BELL, "quantity": pieces} for pieces in (2, 3)]
	name = post(office, f"/api/resource/{order}", {"customer": customer["name"], "lines": lines})["data"][
		"name"
	]
	moved = post(office, f"{API}.post", {"doctype": order, "name": name, "ship": True})["message"][key]
	manager = somebody(MANAGER)
	manager.open(doctype, moved)
	expect(manager.status).to_have_text("Posted")
	for says in ("Posted", "Undone"):
		manager.press(f"Undo {'Shipment' if doctype == 'Sales Shipment' else 'Return Receipt'}…")
		boxes = manager.dialog.locator("[data-fieldname=lines] input[type=checkbox]")
		if says == "Posted":
			boxes.last.uncheck()
		manager.dialog.locator("[data-fieldname=reason] textarea").fill("Wrong goods")
		manager.press_in_dialog("Undo")
		expect(manager.dialog).to_have_count(0)
		expect(manager.status).to_have_text(says)
		manager.go(PATH[doctype])
		# newest first
		row = manager.list_rows.filter(has=manager.page.locator(f"[data-name='{moved}']"))
		expect(row.locator(".indicator-pill:visible").first).to_have_text(says)
		manager.open(doctype, moved)
	manager.offers_no("Undo Shipment…", "Undo Return Receipt…")


def test_a_number_that_lacks_is_asked_for(somebody, billed, elsewhere):
	invoice, office = billed(2), elsewhere(MANAGER)

	def mandatory(value):
		values = {"external_document_no_mandatory": value}
		assert office.put("/api/resource/Sales Settings/Sales Settings", data=values).ok

	mandatory(1)
	try:
		manager = somebody(MANAGER)
		manager.open("Sales Invoice", invoice)
		manager.press_in_menu("Correct", "Cancel Invoice…")
		field = manager.dialog.locator("[data-fieldname=external_document_no] input")
		field.fill("CLAIM-7")
		manager.press_in_dialog("Cancel Invoice")
		manager.message("cancels this invoice").get_by_role("link", name="PCM-").click()
		manager.form_of("Sales Credit Memo")
		manager.shows("external_document_no", "CLAIM-7")
	finally:
		mandatory(0)


def test_three_of_ten_pieces_come_back(somebody, billed):
	invoice = billed(10)
	manager = somebody(MANAGER)
	manager.open("Sales Invoice", invoice)
	manager.press_in_menu("Create", "Return Order")
	order = manager.form_of("Sales Return Order")
	expect(manager.cell(1, "quantity")).to_have_text("10", use_inner_text=True)
	manager.write(1, "quantity", "3")
	manager.save()
	manager.open("Sales Return Order", order)
	expect(manager.cell(1, "qty_to_ship")).to_have_text("3", use_inner_text=True)
	expect(manager.field("lines").locator(".grid-heading-row").first).to_contain_text("Qty. to Receive")
	# 3 at 90 with 25 % VAT
	manager.shows("amount_including_vat", "kr 337,50")

	# the goods first
	manager.press("Post…")
	manager.dialog.locator("select").select_option("Receive")
	manager.press_in_dialog("Post")
	manager.message("Return receipt")
	manager.open("Sales Return Order", order)
	expect(manager.status).to_have_text("Released")
	# the money later
	manager.press("Post…")
	expect(manager.dialog.locator("select")).to_have_value("Invoice")
	manager.press_in_dialog("Post")
	manager.message("Credit memo").get_by_role("link", name="PCM-").click()
	manager.form_of("Sales Credit Memo")
	expect(manager.status).to_have_text("Unapplied")
	manager.shows("amount_including_vat", "kr 337,50")

	manager.press("Apply")
	manager.dialog.locator(".grid-body .grid-row-check:visible").last.click()
	manager.press_in_dialog("Apply")
	expect(manager.status).to_have_text("Applied")
	manager.open("Sales Invoice", invoice)
	expect(manager.status).to_have_text("Partly Paid")
	# 1,125 less 337.50
	manager.shows("remaining_amount", "kr 787,50")
	# what came back is not offered again
	manager.press_in_menu("Create", "Return Order")
	manager.form_of("Sales Return Order")
	expect(manager.cell(1, "quantity")).to_have_text("7", use_inner_text=True)


def test_three_of_ten_are_credited_and_the_rest_gets_cheaper(somebody, billed):
	"""3 at 90 come back for 270; 5 off for each of 7 are 35: 305 and 76.25 of VAT. Nothing is deleted for it."""
	invoice = billed(10)
	manager = somebody(MANAGER)
	manager.open("Sales Invoice", invoice)
	manager.press_in_menu("Create", "Credit Memo")
	expect(manager.dialog.locator(".grid-body .grid-row")).to_have_count(1)
	row = manager.dialog.locator(".grid-body .grid-row[data-idx='1']")
	expect(row.locator("[data-fieldname=left]")).to_have_text("10")
	# nothing is chosen beforehand
	manager.press_in_dialog("Create Credit Memo")
	manager.message("Tick the lines to credit")
	manager.page.locator(".modal.show:has(.msgprint) .btn-modal-close").click()
	row.locator("[data-fieldname=to_credit]").click()
	row.locator("[data-fieldname=to_credit] input").fill("3")
	manager.keys("Tab")
	manager.press_in_dialog("Create Credit Memo")
	manager.form_of("Sales Credit Memo")
	expect(manager.cell(1, "quantity")).to_have_text("3", use_inner_text=True)
	manager.shows("amount", "kr 270,00")
	expect(manager.form.locator("[data-fieldname=lines] .grid-body .grid-row")).to_have_count(1)

	manager.open("Sales Invoice", invoice)
	manager.press_in_menu("Create", "Credit Memo")
	row.locator("[data-fieldname=to_credit]").click()
	row.locator("[data-fieldname=to_credit] input").fill("7")
	# a cell is left before the next one is filled in, as every hand does
	manager.keys("Tab")
	row.locator("[data-fieldname=effect] select").select_option("Price")
	manager.keys("Tab")
	row.locator("[data-fieldname=credit_price] input").fill("5")
	manager.keys("Tab")
	# the last cell of the last row, and the keys that put a row into other tables
	manager.keys("Shift+Tab", "Control+ArrowDown", "Tab")
	expect(manager.dialog.locator(".grid-body .grid-row")).to_have_count(1)
	manager.press_in_dialog("Create Credit Memo")
	memo = manager.form_of("Sales Credit Memo")
	manager.shows("amount", "kr 35,00")
	assert manager.page.evaluate("cur_frm.doc.lines[0].effect") == "Price"
	assert memo
