"""Two people create the recurring invoices of the same day at the same moment: every customer gets one."""

import frappe
import pytest
from build import goods, item
from processes import meeting, together
from racing import customer
from recurring import give, line_set

from sales_mgmt import api

MARCH_31 = "2026-03-31"


pytestmark = pytest.mark.usefixtures("swept_up")


def create(code):
	"""Both have looked for invoices that exist, and found none, before either makes one."""
	with meeting("sales_mgmt.recurring.invoices.made_for", after=True):
		return api.create_recurring_invoices(MARCH_31, codes=code)


def test_two_runs_at_once_make_each_invoice_once():
	code, customers = line_set(item(goods())), [customer() for _ in range(3)]
	for name in customers:
		give(name, code)
	frappe.db.commit()
	first, second = together((create, code), (create, code))
	frappe.db.rollback()
	assert (first.error, second.error) == ("", "")
	made = frappe.get_all("Sales Invoice", {"recurring_lines": code}, ["name", "customer"])
	assert sorted(row.customer for row in made) == sorted(customers)
	statuses = [row["status"] for outcome in (first, second) for row in outcome.value]
	assert sorted(statuses) == ["Created"] * 3 + ["Exists"] * 3
	named = {row["invoice"] for outcome in (first, second) for row in outcome.value}
	assert named == {row.name for row in made}
