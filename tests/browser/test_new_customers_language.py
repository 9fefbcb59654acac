"""A new customer on the Desk: no language is filled in, so that it follows the country."""

import pytest
from playwright.sync_api import expect

from dev.demo.company import MANAGER


@pytest.mark.parametrize("path", ["customer", "customer-template"])
def test_the_form_begins_without_the_language_of_the_site(somebody, path):
	manager = somebody(MANAGER)
	manager.go(path, "new")
	expect(manager.field("language").first).to_be_attached()
	assert not manager.page.evaluate("() => cur_frm.doc.language")
	assert manager.page.evaluate("() => cur_frm.is_new()")
