"""A user of the Desk in Norwegian gets our texts from Frappe's own loader: labels, choices, messages, papers."""

import frappe
import pytest
from frappe.desk.form.meta import FormMeta
from frappe.translate import get_all_translations, get_messages_for_boot

from dev.texts import catalog


@pytest.fixture(params=catalog.LANGUAGES)
def norwegian(request, site):
	"""Frappe keeps what it has loaded; what stands in the files now is what counts."""
	before = frappe.local.lang
	frappe.translate.clear_cache()
	frappe.local.lang = request.param
	yield request.param
	frappe.local.lang = before


def test_frappe_loads_every_translation(norwegian):
	loaded = get_all_translations(norwegian)
	expected = catalog.load(norwegian)
	assert {
		key: text
		for (source, context), text in expected.items()
		if loaded.get(key := f"{source}:{context}" if context else source) != text
	} == {}


def test_the_desk_gets_them_at_login(norwegian):
	sent = get_messages_for_boot()
	assert sent["Sales Order"] == "Salgsordre"
	assert sent["Qty. to Ship"] == "Antall å levere"
	assert sent["Pending Prepayment"] == "Venter på forskudd"


def test_a_word_with_two_meanings_is_told_apart_by_its_context(norwegian):
	assert frappe._("Invoice") == "Faktura"
	assert frappe._("Invoice", context="verb") == "Fakturer"


def test_every_doctype_label_and_choice_is_norwegian(norwegian):
	ours = {source for source, _context in catalog.load(norwegian)}
	modules = frappe.get_all("Module Def", {"app_name": "sales_mgmt"}, pluck="name")
	english = []
	for doctype in frappe.get_all("DocType", {"module": ("in", modules), "custom": 0}, pluck="name"):
		for field in frappe.get_meta(doctype).fields:
			if field.label and field.label not in ours:
				english.append((doctype, field.label))
	assert english == []


def test_a_refusal_is_norwegian(norwegian):
	with pytest.raises(frappe.ValidationError, match="Sluttdatoen er før startdatoen"):
		frappe.get_doc(
			{
				"doctype": "Price List",
				"code": "BACKWARDS",
				"description": "Ends first",
				"starting_date": "2026-02-01",
				"ending_date": "2026-01-01",
			}
		).insert()


def test_what_is_kept_of_a_form_is_in_nobodys_language(norwegian):
	"""Frappe keeps the meta that the first reader loaded, for everybody: here that is a Norwegian."""
	ours = {source for source, _context in catalog.load(norwegian)}
	modules = frappe.get_all("Module Def", {"app_name": "sales_mgmt"}, pluck="name")
	headings = {}
	for doctype in frappe.get_all("DocType", {"module": ("in", modules), "istable": 0}, pluck="name"):
		kept = FormMeta(doctype, cached=False).as_dict()
		for group in kept["__dashboard"].get("transactions") or []:
			headings.setdefault(group["label"], doctype)
	assert len(headings) > 10
	assert {heading: doctype for heading, doctype in headings.items() if heading not in ours} == {}
	assert any(frappe._(heading) != heading for heading in headings)
