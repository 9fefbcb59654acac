"""Text is text on the Desk: what people typed is read as typed, and nothing of it runs."""

import pytest
from desk import TITLE
from playwright.sync_api import expect

from dev.demo.company import MANAGER

TYPED = ("Attn. Purchasing <po@x.example> & Stores", "Bolt 5<b & nut a>3")
SCRIPT = "<img src=x onerror=window.text_ran=1>"
RAN = "() => window.text_ran || null"
SHOWN = """([value, scope]) => [...document.querySelectorAll(scope)].some((one) =>
	one.offsetParent && one.textContent.includes(value))"""


def reads(desk, value, scope=".page-container"):
	desk.page.wait_for_function(SHOWN, arg=[value, scope])


@pytest.mark.parametrize("name", TYPED)
def test_a_name_with_angle_brackets_is_read_as_typed(somebody, new_customer, name):
	customer = new_customer()["name"]
	desk = somebody(MANAGER)
	desk.go("customer", customer)
	desk.at_rest()
	desk.page.evaluate(
		"""([name, value]) => frappe.db.set_value("Customer", name, "customer_name", value)
			.then(() => cur_frm.reload_doc())""",
		[customer, name],
	)
	reads(desk, name, TITLE)
	desk.go("customer")
	reads(desk, name)


@pytest.mark.parametrize("field", ["your_reference", "ship_to_address_display"])
@pytest.mark.parametrize("value", TYPED)
def test_a_text_that_is_only_read_is_read_as_typed(somebody, order, field, value):
	desk = somebody(MANAGER)
	desk.open("Sales Order", order({"item": "7000", "quantity": 1}, release=False))
	desk.page.evaluate(
		"""([field, value]) => {
			cur_frm.set_df_property(field, "read_only", 1);
			cur_frm.doc[field] = value;
			cur_frm.refresh_field(field);
		}""",
		[field, value],
	)
	shown = desk.form.locator(f"[data-fieldname={field}] .control-value")
	assert shown.first.text_content().strip() == value


def test_formatters_of_the_desk_show_our_texts_as_text(somebody, order):
	"""Every kind of plain field of every DocType of ours, and the title of every link, given a script."""
	name = order({"item": "7000", "quantity": 1}, release=False)
	desk = somebody(MANAGER)
	desk.open("Sales Order", name)
	shown = desk.page.evaluate(
		"""(script) => {
			const kinds = ["Data", "Small Text", "Text", "Long Text", "Select", "Read Only"];
			const bad = [];
			for (const doctype of ["Sales Order", "Sales Line"])
				for (const df of frappe.get_meta(doctype).fields) {
					if (!kinds.includes(df.fieldtype)) continue;
					const holder = document.createElement("div");
					holder.innerHTML = frappe.format(script, df, null, { doctype });
					document.body.append(holder);
					if (holder.querySelector("img")) bad.push(`${doctype}.${df.fieldname}`);
				}
			frappe.utils.add_link_title("Customer", "C-00001", script);
			const df = frappe.meta.get_docfield("Sales Order", "customer");
			const holder = document.createElement("div");
			holder.innerHTML = frappe.format("C-00001", df, null, { doctype: "Sales Order" });
			document.body.append(holder);
			if (holder.querySelector("img")) bad.push("title of a link");
			return bad;
		}""",
		SCRIPT,
	)
	assert shown == []
	assert desk.page.evaluate(RAN) is None


@pytest.mark.parametrize("stored", [None, "Storgata 28<br>0184 Oslo<br>Norway<br>"])
def test_an_address_is_shown_as_lines(somebody, order, stored):
	"""Those of documents stored long ago too, which hold it as Frappe's template makes it."""
	manager = somebody(MANAGER)
	manager.open("Sales Order", order({"item": "1000", "quantity": 1}, customer="C-00001", release=False))
	if stored:
		manager.page.evaluate(
			"""(text) => {
				cur_frm.doc.ship_to_address_display = text;
				cur_frm.refresh_field("ship_to_address_display");
			}""",
			stored,
		)
	manager.form.get_by_role("tab", name="Shipping").click()
	shown = manager.form.locator("[data-fieldname=ship_to_address_display] .control-value")
	expect(shown).to_be_visible()
	assert shown.inner_text().split() == ["Storgata", "28", "0184", "Oslo", "Norway"]
	assert shown.inner_text().strip().count("\n") == 2


def test_dialogs_do_not_run_what_they_show(somebody, order):
	"""The names and texts on the form are scripts, as if they had come past every door."""
	name = order({"item": "7000", "quantity": 2})
	desk = somebody(MANAGER)
	desk.open("Sales Order", name)
	desk.page.evaluate(
		"""(script) => {
			Object.assign(cur_frm.doc, { customer_name: script, close_reason: script, your_reference: script });
			for (const row of cur_frm.doc.lines) Object.assign(row, { description: script });
			cur_frm.refresh();
		}""",
		SCRIPT,
	)
	for label in ("Line Tracking", "Close Rest…", "Post…", "Preview Posting"):
		button = desk.page.locator(f"{'.page-container:visible'} button:has-text('{label}')")
		if button.count():
			button.first.click()
		else:
			item = desk.page.locator(f".page-container:visible .dropdown-item:has-text('{label}')").first
			item.evaluate("(link) => link.click()")
		expect(desk.dialog).to_be_visible()
		desk.at_rest()
		assert desk.page.evaluate(RAN) is None, label
		desk.page.evaluate("() => cur_dialog && cur_dialog.hide()")
		desk.at_rest()
	assert desk.page.evaluate(RAN) is None


def test_reports_of_ours_show_texts_as_text(somebody):
	desk = somebody(MANAGER)
	desk.go("query-report", "Top Customers")
	desk.page.wait_for_function("() => frappe.query_report && frappe.query_report.report_doc")
	shown = desk.page.evaluate(
		"(script) => frappe.format(script, { fieldtype: 'Data', fieldname: 'customer_name' })", SCRIPT
	)
	assert "<img" not in shown and "&lt;img" in shown
