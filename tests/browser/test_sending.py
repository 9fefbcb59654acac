"""Documents are sent from where they stand: the mail opens filled in, or leaves at once where the profile says so."""

import re

from playwright.sync_api import expect

from dev.demo.company import MANAGER

CUSTOMER, NAME = "C-00002", "Bergen Sykkelverksted AS"
AT_ONCE = "Yes (Use Default Settings)"


def posted(manager, name):
	manager.open("Sales Order", name)
	manager.press("Post…")
	manager.press_in_dialog("Post")
	manager.message("has been posted").get_by_role("link", name="PI-").click()
	return manager.form_of("Sales Invoice")


def test_an_invoice_is_sent_by_a_mail_that_opens_filled_in(somebody, order):
	manager = somebody(MANAGER)
	posted(manager, order({"item": "7000", "quantity": 3}, customer=CUSTOMER))
	number = manager.value("posted_no")
	manager.press_in_menu("Send", "Send by Email")
	mail = manager.dialog
	expect(mail.locator("[data-fieldname='recipients'] input")).to_have_value(re.compile("@"))
	expect(mail.locator("[data-fieldname='subject'] input")).to_have_value(
		f"Invoice {number} from Nordavind Sykkel AS"
	)
	expect(mail.locator(".ql-editor:not(.read-mode)")).to_contain_text(f"Here is our invoice {number}.")
	expect(mail.locator(".attach-list")).to_contain_text(f"Invoice {number}.pdf")
	expect(mail.locator(".attach-list input")).to_be_checked()
	expect(mail.locator("[data-fieldname='extract']")).to_contain_text("375")
	manager.press_in_dialog("Send")
	timeline = manager.page.locator(".new-timeline:visible")
	expect(timeline).to_contain_text(f"Here is our invoice {number}.")
	expect(timeline).to_contain_text("375")
	manager.form_of("Sales Invoice")
	assert manager.page.evaluate("[cur_frm.doc.times_printed, cur_frm.doc.times_sent]") == [1, 1]


def test_post_and_send_with_default_settings_asks_nothing_more(somebody, order):
	manager = somebody(MANAGER)
	manager.open("Sales Order", order({"item": "7000", "quantity": 2}, customer=CUSTOMER))
	manager.press_in_menu("Posting", "Post and Send")
	dialog = manager.dialog
	expect(dialog.locator("[data-fieldname='profile'] input")).to_have_value("ASK")
	dialog.locator("[data-fieldname='email'] select").select_option(AT_ONCE)
	manager.press_in_dialog("Post and Send")
	manager.form_of("Sales Invoice")
	expect(manager.page.locator(".new-timeline:visible")).to_contain_text("Here is our invoice PI-")
	expect(manager.page.locator(".modal.show")).to_have_count(0)
	assert manager.page.evaluate("cur_frm.doc.times_sent") == 1
	manager.press_in_menu("Send", "Cancel Sending")
	expect(manager.page.locator(".desk-alert.orange")).to_contain_text("stopped: 1")
