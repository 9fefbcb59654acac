"""Number fields of forms, grids and dialogs take the user's own notation; what is no number is named, and nothing changes.

The Desk of the test site writes #.###,##.
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect
from rest import post

from dev.demo.company import CLERK, MANAGER

WRITTEN = json.loads((Path(__file__).resolve().parents[1] / "numbers.json").read_text())
"""{format: {what is written: the number, null for none}}, the server's table as well."""
OF_THE_SITE = "#.###,##"


def test_the_desk_reads_numbers_by_the_table(somebody):
	desk = somebody(CLERK)
	desk.go("sales-order")
	assert desk.page.evaluate("get_number_format()") == OF_THE_SITE
	for written, cases in WRITTEN.items():
		read = desk.page.evaluate(
			"([texts, format]) => texts.map((text) => sales_mgmt.read_number(text, format))",
			[list(cases), written],
		)
		assert dict(zip(cases, read, strict=True)) == cases, written


def test_the_server_reads_what_the_desk_reads(somebody):
	"""One question to each: what somebody pastes as prices, which the server reads, and the same texts in the Desk."""
	cases = WRITTEN[OF_THE_SITE]
	manager = somebody(MANAGER)
	manager.go("price-list")
	by_desk, by_server = manager.page.evaluate(
		"""async (texts) => {
			const text = ["Item\\tUnit Price", ...texts.map((one) => `7000\\t${one}`)].join("\\n");
			const { lines, problems } = await sales_mgmt.ask("paste_price_lines", { text });
			const refused = new Set(problems.map(({ row }) => row));
			const read = texts.map((_one, index) => (refused.has(index + 2) ? null : lines.shift().unit_price));
			return [texts.map((one) => sales_mgmt.read_number(one)), read];
		}""",
		list(cases),
	)
	assert dict(zip(cases, by_desk, strict=True)) == cases
	assert dict(zip(cases, by_server, strict=True)) == cases


def named(desk, words):
	expect(desk.page.locator(".modal.show .msgprint")).to_contain_text(words)


def close_message(desk):
	desk.page.locator(".modal.show:has(.msgprint) .btn-modal-close").click()
	expect(desk.page.locator(".modal.show .msgprint")).to_have_count(0)
	desk.at_rest()


def stored(desk, field, row=None):
	place = f"cur_frm.doc.lines[{row}]" if row is not None else "cur_frm.doc"
	return desk.page.evaluate(f"{place}.{field}")


def test_cells_and_fields_of_a_form(somebody, order):
	name = order({"item": "7000", "quantity": 2}, release=False)
	desk = somebody(CLERK)
	desk.open("Sales Order", name)
	desk.write(1, "unit_price", "1'250,5")
	assert stored(desk, "unit_price", 0) == 1250.5
	desk.write(1, "quantity", "1 250,00")
	assert stored(desk, "quantity", 0) == 1250
	desk.cell(1, "quantity").click()
	desk.cell(1, "quantity").locator("input").fill("abc")
	desk.page.keyboard.press("Tab")
	named(desk, "Quantity: abc is not a number.")
	assert stored(desk, "quantity", 0) == 1250
	close_message(desk)
	desk.write_field("invoice_discount_percent", "2,5")
	assert stored(desk, "invoice_discount_percent") == 2.5
	desk.save()


def test_nothing_is_saved_while_a_number_is_named(somebody, order):
	name = order({"item": "7000", "quantity": 2}, release=False)
	desk = somebody(CLERK)
	desk.open("Sales Order", name)
	desk.write(1, "quantity", "3")
	modified = stored(desk, "modified")
	desk.cell(1, "quantity").click()
	desk.cell(1, "quantity").locator("input").fill("1.2.3")
	desk.page.keyboard.press("Control+s")
	named(desk, "Quantity: 1.2.3 is not a number.")
	desk.at_rest()
	assert stored(desk, "modified") == modified
	assert desk.page.evaluate("cur_frm.is_dirty()")
	assert stored(desk, "quantity", 0) == 3


@pytest.mark.parametrize(
	("pasted", "prices"), [("1'250,5\t7\n2 000\t8,5", [1250.5, 2000]), ("1'250,5\t7\nabc\t8", None)]
)
def test_a_table_pasted_into_cells(somebody, order, pasted, prices):
	name = order({"item": "7000", "quantity": 1}, {"item": "7000", "quantity": 1}, release=False)
	desk = somebody(CLERK)
	desk.open("Sales Order", name)
	before = [stored(desk, "unit_price", row) for row in (0, 1)]
	cell = desk.cell(1, "unit_price")
	cell.click()
	cell.locator("input").evaluate(
		"""(input, text) => {
			const data = new DataTransfer();
			data.setData("text/plain", text);
			input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
		}""",
		pasted,
	)
	if prices is None:
		named(desk, "Unit Price: abc is not a number.")
	desk.at_rest()
	assert [stored(desk, "unit_price", row) for row in (0, 1)] == (prices or before)


def test_a_dialog_sends_nothing_that_is_no_number(somebody, customer):
	desk = somebody(MANAGER)
	desk.go("customer", customer["name"])
	desk.form_of("Customer", customer["name"])
	desk.page.evaluate(
		"""() => {
			window.taken = [];
			new frappe.ui.Dialog({
				title: "Amount",
				fields: [{ fieldname: "amount", fieldtype: "Float", label: "Amount", default: 5 },
					{ fieldname: "pieces", fieldtype: "Int", label: "Pieces" }],
				primary_action_label: "Take",
				primary_action: (values) => window.taken.push(values),
			}).show();
		}"""
	)
	desk.dialog.wait_for()
	amount, pieces = (
		desk.dialog.locator(f"[data-fieldname='{name}'] input") for name in ("amount", "pieces")
	)
	expect(amount).to_have_value("5,000")  # Frappe writes the default a moment after the dialog is there
	amount.fill("abc")
	desk.page.keyboard.press("Enter")
	named(desk, "Amount: abc is not a number.")
	assert desk.page.evaluate("window.taken") == []
	close_message(desk)
	pieces.press_sequentially("2,5")  # wherever the cursor was when the message went
	pieces.press("Tab")
	named(desk, "Pieces: 2,5 is not a whole number.")
	close_message(desk)
	amount.fill("1'250,5")
	pieces.fill("1.000")
	desk.page.keyboard.press("Tab")
	desk.press_in_dialog("Take")
	assert desk.page.evaluate("window.taken") == [{"amount": 1250.5, "pieces": 1000}]


def test_an_amount_of_register_payments(somebody, elsewhere, customer):
	requests = elsewhere(MANAGER)
	values = {"customer": customer["name"], "lines": [{"type": "Item", "item": "7000", "quantity": 1}]}
	name = post(requests, "/api/resource/Sales Invoice", values)["data"]["name"]
	post(requests, "/api/method/sales_mgmt.api.post", {"doctype": "Sales Invoice", "name": name})
	desk = somebody(MANAGER)
	desk.go("register-payments")
	amount = desk.page.locator(".payment-table .amount").first
	amount.fill("abc")
	desk.page.keyboard.press("Tab")
	named(desk, "Amount Received: abc is not a number.")
	close_message(desk)
	expect(desk.page.locator(".payment-table tr.chosen")).to_have_count(0)
	amount.fill("1'250,5")
	desk.page.keyboard.press("Tab")
	expect(amount).to_have_value("1.250,50")
