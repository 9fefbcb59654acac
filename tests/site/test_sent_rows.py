"""What a caller sends of a row: fields that were not sent stay, the type follows from what the row names."""

import frappe
import frappe.client
import pytest
from build import DAY, OSLO, draft, goods, invoice, item, order, quote, refused
from frappe.model.document import Document
from test_numbers import series

from sales_mgmt import api
from sales_mgmt.kinds.declared import declared, doctypes
from sales_mgmt.ledgers.guard import ImmutableError

ROWS = {table for doctype in doctypes() for table in declared(doctype).tables.values()}
NUMBERED = ("Customer", "Customer Payment", "Inventory Adjustment")
KINDS = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Credit Memo", "Sales Return Order")


def put(doc, values):
	"""PUT /api/resource: the stored document, updated by what was sent, and saved."""
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.update(values)
	doc.save()
	return frappe.get_doc(doc.doctype, doc.name)


def reason():
	return frappe.get_all("Return Reason", pluck="name", limit=1)[0]


def made(doctype, *lines):
	makers = {"Sales Quote": quote, "Sales Order": order, "Sales Invoice": invoice}
	return makers[doctype](*lines) if doctype in makers else draft(doctype, *lines)


@pytest.mark.parametrize("doctype", KINDS)
def test_a_row_sent_by_its_name_keeps_what_was_not_sent(doctype):
	"""3 pieces at 90 by hand with 10 % = 243; five of them 405. The row was an empty comment afterwards."""
	code = goods(100)
	doc = made(doctype, item(code, 3, unit_price=90, line_discount_percent=10, description="typed"))
	doc = put(doc, {"lines": [{"name": doc.lines[0].name, "quantity": 5}]})
	(line,) = doc.lines
	assert (line.type, line.item, line.description, line.quantity) == ("Item", code, "typed", 5)
	assert (line.unit_price, line.line_discount_percent, line.line_amount, doc.amount) == (90, 10, 405, 405)


def test_the_same_over_the_client_api():
	doc = order(item(goods(100), 3, description="typed"))
	values = {key: value for key, value in frappe.parse_json(frappe.as_json(doc)).items() if key != "lines"}
	frappe.client.save({**values, "lines": [{"name": doc.lines[0].name, "quantity": 5}]})
	doc.reload()
	assert (doc.lines[0].type, doc.lines[0].description, doc.amount) == ("Item", "typed", 500)


def test_what_was_sent_empty_is_emptied_and_a_row_that_was_not_sent_goes():
	doc = draft(
		"Sales Return Order",
		item(goods(100), 3, description="typed", return_reason=reason()),
		item(goods(50), 1),
	)
	doc = put(doc, {"lines": [{"name": doc.lines[0].name, "return_reason": None}]})
	(line,) = doc.lines
	assert (line.return_reason, line.description, doc.amount) == (None, "typed", 300)


def test_another_item_brings_its_own_price():
	doc = order(item(goods(100), 3, unit_price=90))
	other = goods(40)
	doc = put(doc, {"lines": [{"name": doc.lines[0].name, "item": other}]})
	assert (doc.lines[0].item, doc.lines[0].quantity, doc.lines[0].unit_price) == (other, 3, 40)


def test_a_form_sends_a_row_whole_and_drops_what_was_emptied():
	doc = draft("Sales Return Order", item(goods(100), 3, return_reason=reason()))
	content = frappe.parse_json(frappe.as_json(doc))
	del content["lines"][0]["return_reason"]
	frappe.client.save(content)
	doc.reload()
	assert doc.lines[0].return_reason is None


@pytest.mark.parametrize("doctype", KINDS)
def test_a_row_without_type_is_what_it_names(doctype):
	rows = [{"item": goods(100), "quantity": 1}, {"account": "3000", "quantity": 1, "unit_price": 5}]
	rows += [{"item_charge": "FREIGHT", "quantity": 1, "unit_price": 7}, {"description": "only said"}]
	expected = ["Item", "G/L Account", "Item Charge", "Comment"]
	doc = made(doctype, *[dict(row) for row in rows])
	assert [line.type for line in doc.lines] == expected
	doc = put(made(doctype, item(goods(), 1)), {"lines": [dict(row) for row in rows]})
	assert [line.type for line in doc.lines] == expected


def _as_released_frappe(monkeypatch):
	"""Frappe 15 and 16 fill the defaults of a field into every new row of a stored document, before anything is checked."""
	save = Document._save

	def filling_new_rows(self, *args, **kwargs):
		for table in self.meta.get_table_fields():
			blank = frappe.new_doc(table.options, parent_doc=self, parentfield=table.fieldname, as_dict=True)
			for row in self.get(table.fieldname) or []:
				if row.is_new():
					row.update_if_missing(blank)
		return save(self, *args, **kwargs)

	monkeypatch.setattr(Document, "_save", filling_new_rows)


ROAD = ("update", "client", "released", "form", "form of new rows")


@pytest.mark.parametrize("doctype", KINDS)
@pytest.mark.parametrize("road", ROAD)
def test_rows_added_to_a_stored_document_are_what_they_name(doctype, road, monkeypatch):
	"""Over REST, as Frappe 15 and 16 fill them, and from the grid of a form, which fills in the default Item itself."""
	added = [{"account": "3000", "quantity": 1, "unit_price": 5}, {"description": "only said"}]
	if road == "released":
		_as_released_frappe(monkeypatch)
	if road.startswith("form"):
		added = [{**row, "__islocal": 1, "name": f"new-line-{number}"} for number, row in enumerate(added)]
		added[1]["type"] = "Comment"
		if road == "form of new rows":
			added[0]["type"] = "Item"
	doc = made(doctype, item(goods(), 1))
	if road == "client" or road.startswith("form"):
		sent = frappe.parse_json(frappe.as_json(doc))
		sent["lines"] += added
		frappe.client.save(sent)
	else:
		put(doc, {"lines": [{"name": doc.lines[0].name}, *added]})
	doc.reload()
	assert [line.type for line in doc.lines] == ["Item", "G/L Account", "Comment"]
	assert [line.account for line in doc.lines] == [None, "3000", None]


@pytest.mark.parametrize("doctype", ["Sales Invoice", "Sales Credit Memo"])
def test_rows_of_a_document_inserted_as_posted_are_what_they_name(books, doctype):
	rows = [{"item": goods(100, stock=1), "quantity": 1}, {"account": "3900", "quantity": 1, "unit_price": 5}]
	values = {"doctype": doctype, "customer": OSLO, "document_date": DAY, "posting_date": DAY}
	doc = frappe.get_doc({**values, "lines": [*rows, {"description": "only said"}], "docstatus": 1}).insert()
	doc.reload()
	assert [line.type for line in doc.lines] == ["Item", "G/L Account", "Comment"]
	assert (doc.docstatus, doc.amount) == (1, 105)


def test_a_form_that_was_not_saved_shows_the_same():
	rows = [{"item": goods(100), "quantity": 2}, {"account": "3900", "quantity": 1, "unit_price": 5}]
	rows += [
		{"type": "Item", "account": "3900", "quantity": 1, "unit_price": 7},
		{"description": "only said"},
	]
	shown = api.calculate({"doctype": "Sales Order", "customer": OSLO, "__islocal": 1, "lines": rows})
	assert [line["type"] for line in shown["lines"]] == ["Item", "G/L Account", "G/L Account", "Comment"]
	assert shown["amount"] == 212


def test_a_set_of_recurring_lines_is_told_the_same_way(monkeypatch):
	_as_released_frappe(monkeypatch)
	rows = [{"item": goods(), "quantity": 1}, {"account": "3900", "quantity": 1}]
	values = {"doctype": "Recurring Sales Lines", "code": "TOLD", "description": "Told"}
	lines = frappe.get_doc({**values, "lines": rows[:1]}).insert()
	lines = put(lines, {"lines": [{"name": lines.lines[0].name}, rows[1]]})
	assert [line.type for line in lines.lines] == ["Item", "G/L Account"]


def test_a_type_that_somebody_chose_on_a_stored_row_stays():
	"""An account line that becomes an item line: the account goes with its type, and the item is asked for."""
	doc = order({"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 5})
	with refused("item_missing"):
		put(doc, {"lines": [{"name": doc.lines[0].name, "type": "Item"}]})


def test_a_stored_row_that_names_something_else_changes_its_type():
	doc = order(item(goods(100), 3))
	doc = put(doc, {"lines": [{"name": doc.lines[0].name, "account": "3000", "unit_price": 8}]})
	(line,) = doc.lines
	assert (line.type, line.account, line.quantity, doc.amount) == ("G/L Account", "3000", 3, 24)


@pytest.mark.parametrize("kind", [None, ""])
def test_a_blank_type_of_a_stored_row_says_nothing(kind):
	doc = order(item(goods(100), 3, unit_price=90))
	sent = {"name": doc.lines[0].name, "type": kind, "quantity": 4}
	frappe.get_doc(doc.as_dict() | {"lines": [sent]}).save()
	doc.reload()
	assert [(line.type, line.quantity, line.unit_price) for line in doc.lines] == [("Item", 4, 90)]


@pytest.mark.parametrize(
	("sent", "says"),
	[
		({"name": "gone", "quantity": 5}, "has no row <strong>gone</strong>"),
		({"name": "gone"}, "has no row <strong>gone</strong>"),
		({"quantity": 5}, "Row 1: choose an item."),
	],
)
def test_a_row_that_names_nothing_is_no_empty_comment(sent, says):
	"""Somebody else deleted the row, or the item was forgotten: nothing of what was sent is dropped without a word."""
	doc = order(item(goods(100), 3))
	with pytest.raises(frappe.ValidationError, match=says):
		frappe.get_doc(doc.as_dict() | {"lines": [sent]}).save()


def test_a_row_that_comes_twice_is_no_empty_comment():
	doc = order(item(goods(100), 3))
	sent = [{"name": doc.lines[0].name, "quantity": quantity} for quantity in (5, 2)]
	with pytest.raises(frappe.ValidationError, match="Row 2: this document has no row"):
		frappe.get_doc(doc.as_dict() | {"lines": sent}).save()


def test_masters_keep_what_was_not_sent_too():
	code = goods(100)
	doc = frappe.get_doc("Item", code)
	doc.append("units", {"uom": "BOX", "qty_per_unit": 12})
	doc.save()
	row = doc.units[-1]
	doc = put(doc, {"units": [{"name": row.name}]})
	assert [(unit.uom, unit.qty_per_unit) for unit in doc.units if unit.name == row.name] == [("BOX", 12)]


def test_a_row_is_not_stored_past_its_document():
	doc = order(item(goods(100), 3))
	row = frappe.get_doc("Sales Line", doc.lines[0].name)
	row.quantity_shipped = 3
	with pytest.raises(ImmutableError):
		row.save()
	content = {"doctype": "Sales Line", "parent": doc.name, "parenttype": doc.doctype, "parentfield": "lines"}
	with pytest.raises(ImmutableError):
		frappe.get_doc({**content, "type": "Comment", "description": "x", "quantity_shipped": 9}).insert()
	frappe.client.set_value("Sales Line", doc.lines[0].name, {"quantity_shipped": 3, "quantity": 4})
	doc.reload()
	assert [(line.quantity, line.quantity_shipped) for line in doc.lines] == [(4, 0)]


@pytest.mark.parametrize(
	"doctype", [doctype for doctype in doctypes() if doctype in ROWS], ids=lambda doctype: doctype
)
def test_no_row_of_any_table_is_written_alone(doctype):
	"""`last_no_used` of a number series is a row's, and its document is what puts it back."""
	with pytest.raises(ImmutableError):
		frappe.get_doc({"doctype": doctype, "parent": "x", "parenttype": "Item", "parentfield": "x"}).insert(
			ignore_mandatory=True, ignore_links=True
		)


@pytest.mark.parametrize("doctype", (*KINDS, *NUMBERED))
def test_a_series_of_another_kind_or_any_text_is_refused(doctype):
	with pytest.raises(frappe.ValidationError, match="is not one of the series of"):
		frappe.get_doc({"doctype": doctype, "naming_series": "HACK-.#####"}).insert()


def test_the_series_of_a_stored_document_stays_and_the_admins_own_are_known():
	doc = put(order(item(goods(), 1)), {"naming_series": "HACK-.#####"})
	assert doc.naming_series == "SO-.#####"
	values = {"doctype": "Sales Order", "fieldname": "naming_series", "property": "options"}
	frappe.make_property_setter({**values, "value": "SO-.#####\nWEB-.#####"}, is_system_generated=False)
	assert order(item(goods(), 1), naming_series="WEB-.#####").name.startswith("WEB-")


@pytest.mark.parametrize("number", ["<img src=x onerror=alert(1)>7", "7<b", "7>", "a\nb"])
def test_a_typed_posted_number_is_plain(number):
	"""Number of an invoice that was written elsewhere: markup is no number."""
	series((None, "A-001"), manual=1)
	with pytest.raises(frappe.ValidationError, match="signs that no number has"):
		invoice(item(goods(stock=2), 1), posted_no=number)
	assert invoice(item(goods(stock=2), 1), posted_no=" 2026/A-7 ").posted_no == "2026/A-7"
