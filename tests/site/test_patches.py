"""Sites that were installed earlier catch up."""

import frappe

from sales_mgmt.patches import default_new_settings


def test_a_switch_that_came_later_gets_its_default_and_one_that_was_set_stays():
	frappe.db.delete("Singles", {"doctype": "Sales Settings", "field": "allow_editing_active_price"})
	frappe.db.set_single_value("Sales Settings", "stockout_warning", 0)
	default_new_settings.execute()
	table = frappe.qb.DocType("Singles")
	rows = (
		frappe.qb.from_(table).select(table.field, table.value).where(table.doctype == "Sales Settings").run()
	)
	stored = dict(rows)
	assert (stored["allow_editing_active_price"], stored["stockout_warning"]) == ("1", "0")
