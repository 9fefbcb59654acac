"""Two people convert or archive the same quote at the same moment."""

import frappe
import pytest
from build import item, quote
from processes import meeting, together
from racing import customer

from sales_mgmt import api

BEFORE_CONVERTING = "sales_mgmt.documents.making.conversion.order_from_quote"


pytestmark = pytest.mark.usefixtures("swept_up")


def archive(name):
	with meeting("sales_mgmt.api.archive.allowed", after=True):
		return api.archive_document("Sales Quote", name)


def convert(name):
	with meeting(BEFORE_CONVERTING):
		return api.make_order(name)


def committed():
	doc = quote(item("1000"), customer=customer(), location="MAIN")
	frappe.db.commit()
	return doc


def race(*jobs):
	outcomes = together(*jobs)
	frappe.db.rollback()
	return outcomes


def test_two_versions_at_once_are_1_and_2():
	doc = committed()
	outcomes = race((archive, doc.name), (archive, doc.name))
	assert [outcome.error for outcome in outcomes] == ["", ""]
	kept = api.archived_versions("Sales Quote", doc.name)
	assert [version["version"] for version in kept] == [2, 1]
	assert {version["name"] for version in kept} == {outcome.value for outcome in outcomes}


def test_a_quote_becomes_one_order():
	doc = committed()
	outcomes = race((convert, doc.name), (convert, doc.name))
	made = [outcome.value for outcome in outcomes if not outcome.error]
	assert len(made) == 1, outcomes
	assert frappe.get_all("Sales Order", {"quote": doc.name}, pluck="name") == made
	assert len(api.archived_versions("Sales Quote", doc.name)) == 1
