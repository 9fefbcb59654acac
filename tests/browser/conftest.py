"""Browser tests: people of the demo company at the Desk of the test site, in Debian's Chromium.

One browser for the session; each person of a test has a context that remembers nothing. A test fails on any uncaught JavaScript error; what
the screen and the console showed when a test failed is kept in `.bench/logs/screenshots/` (or SALES_MGMT_SCREENSHOTS).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desk import SAVES_SETTINGS, Desk
from office_day import TIME_ZONE
from playwright.sync_api import (
	APIRequestContext,
	Browser,
	BrowserContext,
	Page,
	Playwright,
	expect,
	sync_playwright,
)
from rest import enter, post

from dev.demo.company import CLERK

REPO = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(os.environ.get("SALES_MGMT_SCREENSHOTS") or REPO / ".bench" / "logs" / "screenshots")
FLAGS = (
	"--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
	" --disable-component-update --disable-sync"
).split()
PATIENCE = 30_000
"""Milliseconds that a person waits for anything; machines that run tests are busy."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def url() -> str:
	return os.environ["SALES_MGMT_TEST_URL"]


@pytest.fixture(scope="session")
def new_customer() -> Callable[..., dict[str, str]]:
	"""A function: a customer nobody has sold to, of a company with goods in stock; committed by a process of its own."""
	site, sites = os.environ["SALES_MGMT_SITE"], os.environ["SALES_MGMT_SITES_PATH"]
	script = Path(__file__).with_name("goods.py")
	command = [sys.executable, str(REPO / "dev" / "inside" / "on_site.py"), site, str(script)]

	def make(*name: str) -> dict[str, str]:
		done = subprocess.run([*command, *name], cwd=sites, check=True, stdout=subprocess.PIPE, text=True)
		return json.loads(done.stdout.splitlines()[-1])

	return make


@pytest.fixture(scope="session")
def customer(new_customer: Callable[..., dict[str, str]]) -> dict[str, str]:
	"""The customer of most journeys."""
	return new_customer()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
	with sync_playwright() as started:
		yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
	browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
	yield browser
	browser.close()


class Seats:
	"""Browser contexts that are used again: what the browser compiled of the Desk's scripts stays, and nothing else does."""

	def __init__(self, browser: Browser, url: str) -> None:
		self.browser, self.url = browser, url
		self.free: list[BrowserContext] = []

	def take(self) -> Page:
		"""A page that knows nobody."""
		if not self.free:
			context = self.browser.new_context(
				viewport={"width": 1400, "height": 900}, locale="en-GB", timezone_id=TIME_ZONE
			)
			context.set_default_timeout(PATIENCE)
			self.free.append(context)
		return self.free.pop().new_page()

	def leave(self, context: BrowserContext) -> None:
		for page in context.pages:
			page.close()
		context.set_offline(False)
		context.clear_cookies()
		page = context.new_page()
		asked = {"origin": self.url, "storageTypes": "cookies,indexeddb,local_storage,service_workers,websql"}
		context.new_cdp_session(page).send("Storage.clearDataForOrigin", asked)
		page.close()
		self.free.append(context)


@pytest.fixture(scope="session")
def seats(browser: Browser, url: str) -> Seats:
	return Seats(browser, url)


@pytest.fixture
def somebody(
	seats: Seats, url: str, customer: dict, request: pytest.FixtureRequest, playwright: Playwright
) -> Iterator[Callable[..., Desk]]:
	"""A function that seats a person at a Desk of their own: logged in, or before the login page."""
	desks: list[Desk] = []

	def seat(user: str | None = None) -> Desk:
		desk = Desk(seats.take(), url, user or "guest")
		desks.append(desk)
		if user:
			enter(desk.page.context.request, url, user)
		return desk

	yield seat
	errors = [f"{desk.user}: {error}" for desk in desks for error in desk.errors]
	broken = bool(errors) or failed(request.node)
	if broken:
		keep(request.node.name, desks)
	for desk in desks:
		if broken:
			desk.page.context.close()
		else:
			seats.leave(desk.page.context)
		if desk.remembered and desk.user != "guest":
			forget(playwright, desk)
	assert not errors, "JavaScript errors on the page"


def forget(playwright: Playwright, desk: Desk) -> None:
	"""Frappe opens a list as its user left it; the next test finds it as the app gives it."""
	requests = playwright.request.new_context(base_url=desk.url)
	enter(requests, desk.url, desk.user, desk.password)
	nothing = json.dumps({"List": {}, "Report": {}, "Kanban": {}, "last_view": "List"})
	for doctype in sorted(desk.remembered):
		post(requests, f"/api/method/{SAVES_SETTINGS}", {"doctype": doctype, "user_settings": nothing})
	requests.dispose()


@pytest.fixture
def order(playwright: Playwright, url: str, customer: dict) -> Iterator[Callable[..., str]]:
	"""A function that has the clerk enter an order (elsewhere, through REST), and release it. Returns its name."""
	office = playwright.request.new_context(base_url=url)
	enter(office, url, CLERK)

	def make(*lines: dict[str, Any], release: bool = True, **header: Any) -> str:
		values = {
			"customer": customer["name"],
			"lines": [{"type": "Item", **line} for line in lines],
			**header,
		}
		name = post(office, "/api/resource/Sales Order", values)["data"]["name"]
		if release:
			post(office, "/api/method/sales_mgmt.api.release", {"doctype": "Sales Order", "name": name})
		return name

	yield make
	office.dispose()


@pytest.fixture
def elsewhere(playwright: Playwright, url: str) -> Iterator[Callable[[str], APIRequestContext]]:
	"""A function that lets a person work through REST, elsewhere than at the Desk."""
	opened: list[APIRequestContext] = []

	def work(user: str) -> APIRequestContext:
		opened.append(playwright.request.new_context(base_url=url))
		enter(opened[-1], url, user)
		return opened[-1]

	yield work
	for requests in opened:
		requests.dispose()


@pytest.fixture
def admin(playwright: Playwright, url: str) -> Iterator[APIRequestContext]:
	"""Administrator, through REST."""
	requests = playwright.request.new_context(base_url=url)
	password = os.environ["SALES_MGMT_ADMIN_PASSWORD"]
	post(requests, "/api/method/login", {"usr": "Administrator", "pwd": password})
	yield requests
	requests.dispose()


def keep(name: str, desks: list[Desk]) -> None:
	"""Screenshot and console of every person of a failed test."""
	SCREENSHOTS.mkdir(parents=True, exist_ok=True)
	for desk in desks:
		file = SCREENSHOTS / re.sub(r"[^\w.-]+", "-", f"{name}-{desk.user}")
		desk.page.screenshot(path=f"{file}.png", full_page=True)
		file.with_name(f"{file.name}.txt").write_text("\n".join([desk.page.url, *desk.errors, *desk.console]))


FAILED = pytest.StashKey[bool]()


def failed(item: pytest.Item) -> bool:
	return item.stash.get(FAILED, False)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
	outcome = yield
	if outcome.get_result().failed:
		item.stash[FAILED] = True
