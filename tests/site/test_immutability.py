"""Nobody changes, cancels, renames or deletes what is posted, Administrator included, on any road into the server."""

import frappe
import frappe.client
import pytest
from frappe.core.doctype.data_import.importer import INSERT, UPDATE, Importer
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.desk.form.save import cancel, savedocs
from frappe.desk.reportview import delete_items
from posted import CHANGES, DOCUMENTS, WRITTEN_BY_POSTING, fingerprint, posted

from dev.demo.company import MANAGER
from sales_mgmt.posting.verify.books import verify

REFUSALS = (frappe.ValidationError, frappe.PermissionError)


@pytest.fixture(scope="module")
def names(site):
	yield posted()
	assert verify() == []


def sent(doctype, name, **values):
	"""The document as a client sends it back."""
	return {**frappe.parse_json(frappe.as_json(frappe.get_doc(doctype, name))), **values}


def change_and_save(doctype, name, **values):
	frappe.get_doc(doctype, name).update(values).save()


def forced_save(doctype, name, **values):
	doc = frappe.get_doc(doctype, name).update(values)
	doc.flags.ignore_permissions = doc.flags.ignore_validate_update_after_submit = True
	doc.save()


def bulk_update(doctype, name, **values):
	"""Reports failures instead of raising them."""
	failed = frappe.client.bulk_update(frappe.as_json([{"doctype": doctype, "docname": name, **values}]))
	raise frappe.ValidationError(failed["failed_docs"][0]["exc"])


def desk_bulk(action):
	def road(doctype, name, **values):
		frappe.form_dict.data = frappe.as_json(values)
		failed = submit_cancel_or_update_docs(doctype, frappe.as_json([name]), action, frappe.as_json(values))
		assert failed == [name]
		raise frappe.ValidationError("Refused and reported.")

	return road


ROADS = {
	"save": change_and_save,
	"save past all flags": forced_save,
	"submit again": lambda doctype, name, **values: frappe.get_doc(doctype, name).update(values).submit(),
	"back to draft": lambda doctype, name, **values: change_and_save(doctype, name, docstatus=0, **values),
	"cancel": lambda doctype, name, **_values: frappe.get_doc(doctype, name).cancel(),
	"db_set": lambda doctype, name, **values: frappe.get_doc(doctype, name).db_set(values),
	"rename": lambda doctype, name, **_values: frappe.rename_doc(doctype, name, "Forged"),
	"rename by force": lambda doctype, name, **_values: frappe.rename_doc(
		doctype, name, "Forged", force=True
	),
	"delete": lambda doctype, name, **_values: frappe.get_doc(doctype, name).delete(),
	"delete by force": lambda doctype, name, **_values: frappe.delete_doc(doctype, name, force=1),
	"client.set_value": lambda doctype, name, **values: frappe.client.set_value(doctype, name, values),
	"client.save": lambda doctype, name, **values: frappe.client.save(sent(doctype, name, **values)),
	"client.submit": lambda doctype, name, **values: frappe.client.submit(sent(doctype, name, **values)),
	"client.cancel": lambda doctype, name, **_values: frappe.client.cancel(doctype, name),
	"client.delete": lambda doctype, name, **_values: frappe.client.delete(doctype, name),
	"client.rename_doc": lambda doctype, name, **_values: frappe.client.rename_doc(doctype, name, "Forged"),
	"client.bulk_update": bulk_update,
	"Desk update": lambda doctype, name, **values: savedocs(
		frappe.as_json(sent(doctype, name, **values)), "Update"
	),
	"Desk cancel": lambda doctype, name, **_values: cancel(doctype, name),
	"list: update": desk_bulk("update"),
	"list: cancel": desk_bulk("cancel"),
}


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("doctype", CHANGES)
def test_posted_rows_are_final(doctype, road, names):
	field, value = CHANGES[doctype]
	before = fingerprint(doctype)
	with pytest.raises(REFUSALS) as caught:
		ROADS[road](doctype, names[doctype], **{field: value})
	assert str(caught.value).strip() or frappe.local.message_log
	assert fingerprint(doctype) == before


def test_list_deletion_reports_that_it_is_refused(names):
	for doctype in CHANGES:
		before = fingerprint(doctype)
		frappe.form_dict.items, frappe.form_dict.doctype = frappe.as_json([names[doctype]]), doctype
		delete_items()
		assert fingerprint(doctype) == before


@pytest.mark.parametrize("docstatus", [0, 1])
@pytest.mark.parametrize("doctype", WRITTEN_BY_POSTING)
def test_nobody_writes_entries_or_shipments_by_hand(doctype, docstatus, names):
	forged = {**sent(doctype, names[doctype]), "name": None, "posted_no": "FORGED", "docstatus": docstatus}
	before = fingerprint(doctype)
	with pytest.raises(REFUSALS, match="is written by posting"):
		frappe.client.insert(forged)
	with pytest.raises(REFUSALS, match="is written by posting"):
		frappe.get_doc({**forged, "name": "forged"}).db_insert()
	assert fingerprint(doctype) == before


RIGHT_ACTION = {
	"Sales Invoice": "Use Cancel Invoice",
	"Sales Credit Memo": "Use Cancel Credit Memo",
	"Sales Shipment": "Use Undo Shipment",
	"Return Receipt": "Use Undo Return Receipt",
}


def put(doctype, name):
	"""PUT /api/resource/<doctype>/<name> with docstatus 2."""
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.update({"docstatus": 2})
	doc.save()


def amend(doctype, name):
	copy = frappe.copy_doc(frappe.get_doc(doctype, name))
	frappe.client.insert({**copy.as_dict(), "amended_from": name, "docstatus": 0})


CANCELLING = {
	"cancel": lambda doctype, name: frappe.get_doc(doctype, name).cancel(),
	"client.cancel": frappe.client.cancel,
	"Desk cancel": cancel,
	"REST": put,
	"amend": amend,
}


@pytest.mark.parametrize("user", ["Administrator", MANAGER])
@pytest.mark.parametrize("road", CANCELLING)
@pytest.mark.parametrize("doctype", RIGHT_ACTION)
def test_whoever_cancels_is_told_the_right_action(doctype, road, user, names):
	if user == MANAGER and doctype in WRITTEN_BY_POSTING and road in ("REST", "amend"):
		return  # nobody may write or create them, and that is what Frappe says
	before = fingerprint(doctype)
	frappe.set_user(user)
	with pytest.raises(REFUSALS) as caught:
		CANCELLING[road](doctype, names[doctype])
	assert RIGHT_ACTION[doctype] in str(caught.value)
	assert fingerprint(doctype) == before


@pytest.mark.parametrize(
	("doctype", "import_type"),
	[*((doctype, UPDATE) for doctype in CHANGES), *((doctype, INSERT) for doctype in WRITTEN_BY_POSTING)],
)
def test_data_import_is_refused(doctype, import_type, names):
	field, value = CHANGES[doctype]
	label = frappe.get_meta(doctype).get_label(field)
	content = f"ID,{label}\n{names[doctype]},{value}"
	if import_type == INSERT:
		content = "Item,Location,Quantity\n1000,MAIN,5" if doctype == "Stock Level" else f"{label}\n{value}"
	before = fingerprint(doctype)
	file = frappe.get_doc({"doctype": "File", "file_name": "forged.csv", "content": content}).insert()
	header = {"reference_doctype": doctype, "import_type": import_type, "import_file": file.file_url}
	try:
		job = frappe.get_doc({"doctype": "Data Import", **header}).insert()
	except frappe.ValidationError as refused:  # Frappe 16 looks before it reads the file
		assert "not allowed" in str(refused)
		assert fingerprint(doctype) == before
		return
	Importer(doctype, data_import=job).import_data()
	(log,) = frappe.get_all(
		"Data Import Log", {"data_import": job.name}, ["success", "exception", "messages"]
	)
	assert log.success == 0
	assert "can not be" in f"{log.exception} {log.messages}"
	assert fingerprint(doctype) == before


def test_posted_documents_have_no_cancelled_state(names):
	for doctype in DOCUMENTS:
		assert frappe.get_meta(doctype).is_submittable
		assert not any(rule.cancel or rule.amend for rule in frappe.get_meta(doctype).permissions)
