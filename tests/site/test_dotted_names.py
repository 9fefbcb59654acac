"""Names of functions that stand in texts: hooks, jobs, scheduler, Desk. Each leads to a function, today's and those of a release ago."""

import re
from pathlib import Path

import frappe
import pytest

from sales_mgmt.old_names import MOVED

APP = Path(__file__).resolve().parents[2] / "sales_mgmt"
NAME = re.compile(r"[\"'`/](sales_mgmt\.[A-Za-z_]\w*(?:\.\w+)+)[\"'`/?]")
NO_FUNCTIONS = {"sales_mgmt.bundle.js", "sales_mgmt.bundle.css"}
NO_EVENTS = {"sales_mgmt.let_states_set_status"}
"""Keys of our own in the browser's or a request's memory."""

OF_A_RELEASE_AGO = (
	"sales_mgmt.api_posting.post_batch",
	"sales_mgmt.api_orders.close_order",
	"sales_mgmt.api_copy.copy_document",
	"sales_mgmt.api_receivables.register_payment",
	"sales_mgmt.posting.queue.run_queue",
	"sales_mgmt.posting.batch.run_batch",
	"sales_mgmt.posting.nightly.verify_books",
	"sales_mgmt.boards.update_order",
)


def written():
	found = set()
	for file in APP.rglob("*"):
		if (
			file.suffix in (".py", ".json", ".html", ".js")
			and file.name != "old_names.py"
			and "dist" not in file.parts
		):
			found |= set(NAME.findall(file.read_text()))
	return sorted(found - NO_FUNCTIONS - NO_EVENTS)


def test_every_name_that_is_written_leads_somewhere():
	names = written()
	assert len(names) > 40
	assert "sales_mgmt.jobs.queue.run_queue" in names
	for name in names:
		assert callable(frappe.get_attr(name)), name


@pytest.mark.parametrize("name", OF_A_RELEASE_AGO)
def test_a_name_of_a_release_ago_is_the_function_of_today(name):
	module, _, function = name.rpartition(".")
	assert frappe.get_attr(name) is frappe.get_attr(f"{MOVED[module]}.{function}")


@pytest.mark.parametrize("old", sorted(MOVED))
def test_no_old_name_is_in_use_again(old):
	assert not (APP.parent / f"{old.replace('.', '/')}.py").exists()
	today = frappe.get_module(MOVED[old])
	assert frappe.get_module(old) is today
	assert today.__spec__.name == today.__name__ == MOVED[old]
