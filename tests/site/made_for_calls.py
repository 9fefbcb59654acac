"""Documents that a call of the app can be about, made as Administrator, all of them Oslo's."""

import frappe
from build import DAY, OSLO, account, draft, goods, invoice, item, order, posted_invoice
from recurring import give, line_set

from sales_mgmt import api
from sales_mgmt.forms.boards import QUOTES


def new_order():
	return {"doctype": "Sales Order", "customer": OSLO, "lines": [item("1000", 2)]}


def imported(doctype="Customer", *rows):
	"""A Data Import of a file that nobody has started. Returns its name."""
	doc = frappe.get_doc(
		{"doctype": "Data Import", "reference_doctype": doctype, "import_type": "Insert New Records"}
	).insert()
	values = {
		"file_name": f"{frappe.generate_hash(length=8)}.csv",
		"content": "\n".join(rows or ("Name", "Kari")),
	}
	file = frappe.get_doc(
		{"doctype": "File", "attached_to_doctype": doc.doctype, "attached_to_name": doc.name, **values}
	).insert()
	doc.import_file = file.file_url
	doc.save()
	return doc.name


def shipped_order():
	doc = order(item(goods(stock=10), 10))
	api.post("Sales Order", doc.name, ship=True)
	return doc


def shipment():
	doc = order(item(goods(stock=10), 10))
	return api.post("Sales Order", doc.name, ship=True)["shipment"]


def queued(status="Queued"):
	"""An order in the posting queue, or one whose posting failed there."""
	doc = order(item("1000"))
	job = api.post_later("Sales Order", doc.name, ship=True, invoice=True)
	frappe.db.set_value("Posting Job", job, "status", status)
	frappe.db.set_value("Sales Order", doc.name, "posting_job_status", status)
	doc.reload()
	return doc


def pay(customer=OSLO):
	return api.register_payment(customer, 100, DAY)


def payment():
	return frappe.get_doc(
		{"doctype": "Customer Payment", "customer": OSLO, "amount": 5, "posting_date": DAY}
	).insert()


def price_list(active=False):
	line = {"product_type": "Item", "item": "1000", "defines": "Price", "unit_price": 90}
	values = {"doctype": "Price List", "code": frappe.generate_hash(length=8), "applies_to": "Customer"}
	name = frappe.get_doc({**values, "customer": OSLO, "lines": [line]}).insert().name
	if active:
		api.activate_price_list(name)
	return name


def with_terms():
	return order(item("1000"), invoice_discount_terms="VOLUME")


def traced():
	doc = order(item("1000"))
	return {"doc": doc.as_dict(), "row": doc.lines[0].name}


def version_of(doc):
	return api.archive_document(doc.doctype, doc.name)


def tracked(doc):
	return {**named(doc), "row": doc.lines[0].name}


def template():
	groups = {"customer_posting_group": "DOMESTIC", "business_posting_group": "DOMESTIC"}
	values = {"doctype": "Customer Template", "code": frappe.generate_hash(length=8), **groups}
	return frappe.get_doc({**values, "vat_business_group": "DOMESTIC"}).insert().name


def billed():
	doc = invoice(account("3900", 1, 100))
	api.post("Sales Invoice", doc.name)
	return doc.name


def applied():
	return api.apply_entries(pay(), billed())


def owed():
	entry = frappe.db.get_value("Sales Invoice", billed(), "customer_ledger_entry")
	return {"entry": entry, "date": DAY, "amount": 100}


def given():
	code = line_set(item("1000"))
	give(OSLO, code, valid_to=None)
	return code


def carried(tracking_no=None):
	doc = order(item(goods(stock=1)), shipping_agent="FJORDFRAKT")
	name = api.post("Sales Order", doc.name, ship=True)["shipment"]
	api.update_shipment(name, {"package_tracking_no": tracking_no})
	return name


def to_charge():
	doc = order(item("1000"), {"type": "Item Charge", "item_charge": "FREIGHT", "quantity": 1})
	return {**named(doc), "line": doc.lines[1].name}


def memo():
	return draft("Sales Credit Memo", item("1000")).name


def unpaid():
	return {"invoice": posted_invoice(item(goods(stock=5), 5)).name}


def returning(*lines):
	return draft("Sales Return Order", *(lines or [item(goods(), 1)]))


def bought():
	"""A return order without lines, and a line that can be put on it."""
	bill = posted_invoice(item(goods(stock=5), 5))
	return {"return_order": draft("Sales Return Order").name, "lines": [bill.lines[0].name]}


def received():
	doc = returning(item(goods(), 5))
	return api.post(doc.doctype, doc.name, ship=True)["return_receipt"]


def many(doc):
	return {"doctype": doc.doctype, "names": [doc.name]}


def on_board(name):
	moved = {"from_colname": "Open", "to_colname": "Released", "old_index": 0, "new_index": 0}
	return {"board_name": QUOTES, "docname": name, **moved}


def named(doc):
	return {"doctype": doc.doctype, "name": doc.name}
