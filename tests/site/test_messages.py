"""Messages of the server: any text in them is shown as text."""

import frappe
import pytest
from build import buyer, goods, item, order

from sales_mgmt import api
from sales_mgmt.texts.messages import bold, link, plain, said

BAD = "<img src=x onerror=alert(1)>"


def told():
	return str([frappe.parse_json(each) for each in frappe.local.message_log])


def test_the_helper_escapes_what_is_filled_in_and_plain_takes_it_back():
	message = said("<b>Customer</b> {0} of {1}").format(bold("A & <B>"), BAD)
	assert (
		message == "<b>Customer</b> <strong>A &amp; &lt;B&gt;</strong> of &lt;img src=x onerror=alert(1)&gt;"
	)
	assert plain(message) == f"Customer A & <B> of {BAD}"


def test_a_link_is_safe_in_label_and_address():
	shown = link("Customer", 'A"&B', BAD)
	assert "<img" not in shown and 'A"' not in shown.split(">")[0].split('href="')[1]


@pytest.mark.parametrize(
	"call",
	[
		lambda: api.close_order(order(item(goods(), 1)).name, "x", [BAD]),
		lambda: api.post_batch(BAD),
		lambda: order(item(goods(), 1, uom=BAD)),
	],
)
def test_what_was_sent_comes_back_as_text(call):
	with pytest.raises((frappe.ValidationError, frappe.DoesNotExistError, frappe.PermissionError)):
		call()
	assert "<img" not in told()


def test_a_blocked_customer_is_named_as_typed():
	customer = buyer(customer_name="Bolt 5<b & nut a>3")
	doc = order(item(goods(), 1), customer=customer)
	frappe.db.set_value("Customer", customer, "blocked", "All")
	with pytest.raises(frappe.ValidationError):
		api.post("Sales Order", doc.name, ship=True, invoice=True)
	assert "5<b" not in told()
