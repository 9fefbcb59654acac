"""The tile and the sidebar of Frappe 16: they lead where the Sales page leads. Older versions know neither and read neither."""

import json
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "sales_mgmt"
WORKSPACE = json.loads((APP / "sales_mgmt/workspace/sales/sales.json").read_text())
SIDEBAR = json.loads((APP / "workspace_sidebar/sales.json").read_text())
TILE = json.loads((APP / "desktop_icon/sales.json").read_text())


def led_to(links):
	return [(link["label"], link["link_type"], link["link_to"]) for link in links if link["type"] == "Link"]


def test_the_sidebar_has_the_page_and_all_that_the_page_links_to_in_its_order():
	assert led_to(SIDEBAR["items"]) == [("Sales", "Workspace", "Sales"), *led_to(WORKSPACE["links"])]


def test_its_sections_are_the_cards_of_the_page():
	sections = [row["label"] for row in SIDEBAR["items"] if row["type"] == "Section Break"]
	assert sections == [row["label"] for row in WORKSPACE["links"] if row["type"] == "Card Break"]


def test_the_tile_opens_the_sidebar_and_has_our_logo():
	assert (TILE["link_type"], TILE["link_to"]) == ("Workspace Sidebar", SIDEBAR["name"])
	assert (APP / TILE["logo_url"].replace("/assets/sales_mgmt/", "public/")).is_file()


@pytest.mark.parametrize("record", [SIDEBAR, TILE], ids=["sidebar", "tile"])
def test_both_belong_to_the_app_so_that_they_go_with_it(record):
	assert (record["app"], record["standard"]) == ("sales_mgmt", 1)


FORMATS = sorted(APP.glob("*/print_format/*/*.json"))


@pytest.mark.parametrize("file", FORMATS, ids=lambda file: file.stem)
def test_frappe_16_takes_a_print_format_as_a_template_only_when_it_is_said_to_be_one(file):
	record = json.loads(file.read_text())
	assert (record["custom_format"], record["print_format_type"]) == (1, "Jinja")
	assert file.with_suffix(".html").is_file() and not record.get("html")
