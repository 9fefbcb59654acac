"""What helps a new company to begin: onboarding on the workspace, and forms that explain themselves (domain A01)."""

import frappe
import pytest
from overview import opened

from dev.demo.company import CLERK, MANAGER

TOURS = ("Sales Order", "Sales Invoice")
ORDER = [
	"Check the Sales Settings",
	"Add a Number Series for Posted Documents",
	"Add a First Item to Sell",
	"Add a First Customer to Sell to",
	"Write a First Sales Quote",
	"Take and Post a First Sales Order",
	"Bill with a First Sales Invoice",
	"Give Sales Documents a Letter Head",
]


@pytest.fixture
def enabled():
	"""Frappe's switch for onboarding, as the setup wizard of a new site may leave it."""
	switch(1)
	yield
	forget_settings()


def switch(on):
	"""For this transaction, and read in it: a worker that runs beside it puts what is stored back into the cache of all."""
	frappe.db.set_single_value("System Settings", "enable_onboarding", on)
	forget_settings()
	frappe.local.system_settings = frappe.get_doc("System Settings")


def forget_settings():
	frappe.clear_document_cache("System Settings", "System Settings")
	frappe.local.document_cache = {}
	if hasattr(frappe.local, "system_settings"):
		del frappe.local.system_settings


@pytest.fixture
def owner():
	"""Whoever runs a small company: its IT and its sales. Frappe can complete an onboarding for such a user only."""
	name = "owner@example.com"
	user = {"doctype": "User", "name": name, "email": name, "enabled": 1, "user_type": "System User"}
	frappe.get_doc(user).db_insert()
	for role in ("System Manager", "Sales Manager"):
		place = {"parent": name, "parenttype": "User", "parentfield": "roles"}
		frappe.get_doc({"doctype": "Has Role", **place, "role": role}).db_insert()
	return name


def steps_for(user):
	frappe.set_user(user)
	boxes = opened()["onboardings"]["items"]
	return [step["name"] for box in boxes for step in box["items"]]


def test_whoever_sets_up_the_company_is_led_through_it(enabled, owner):
	assert steps_for(owner) == ORDER
	for user in (MANAGER, CLERK):
		assert steps_for(user) == []


def test_it_is_gone_once_every_step_is_done_or_skipped(enabled, owner):
	for step in ORDER[1:]:
		frappe.db.set_value("Onboarding Step", step, "is_complete", 1)
	assert steps_for(owner) == ORDER
	frappe.db.set_value("Onboarding Step", ORDER[0], "is_skipped", 1)
	assert steps_for(owner) == []


def test_nobody_is_bothered_where_onboarding_is_off(owner):
	switch(0)
	assert steps_for(owner) == []
	forget_settings()


@pytest.mark.parametrize("name", ORDER)
def test_a_step_leads_to_what_its_reader_may_do(name, site):
	step = frappe.get_doc("Onboarding Step", name)
	assert step.description.startswith(f"# {step.title}\n") and step.description.endswith(".")
	assert step.action_label
	rights = {"Create Entry": "create", "Show Form Tour": "create", "Update Settings": "write"}
	if step.action in rights:
		frappe.set_user(MANAGER)
		assert frappe.has_permission(step.reference_document, rights[step.action])
	if step.action == "Update Settings":
		assert frappe.get_meta(step.reference_document).get_field(step.field)
	if step.action == "Show Form Tour":
		assert step.form_tour in TOURS


@pytest.mark.parametrize("name", TOURS)
def test_a_tour_shows_fields_that_are_on_the_form(name, site):
	tour = frappe.get_doc("Form Tour", name)
	meta = frappe.get_meta(tour.reference_doctype)
	assert tour.reference_doctype == name and len(tour.steps) > 5
	for step in tour.steps:
		field = meta.get_field(step.fieldname)
		assert field and not field.hidden, step.fieldname
		assert (step.fieldtype, step.label) == (field.fieldtype, field.label or ""), step.fieldname
		assert step.title and step.description.endswith("."), step.fieldname


def test_the_tour_can_be_read_by_those_who_fill_in_the_form(site):
	frappe.set_user(CLERK)
	for name in TOURS:
		assert frappe.get_doc("Form Tour", name).has_permission("read")
