"""Every button, dialog and question of ours is made in one place, which is deaf to a second click."""

import re
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "sales_mgmt"
HELPER = APP / "public" / "js" / "guarded.js"
BARE = (
	r"frappe\.ui\.Dialog\b",
	r"frappe\.confirm\(",
	r"frappe\.warn\(",
	r"frappe\.prompt\(",
	r"\.add_custom_button\(",
	r"\.add_inner_button\(",
	r"\.add_action_item\(",
	r"\.add_actions_menu_item\(",
	r"\.add_menu_item\(",
	r"page\.set_primary_action\(",
	r"page\.set_secondary_action\(",
	r"frappe\.throw\((?!\{)",
	r"\.frm\.save\(|\bfrm\.save\(\)",
)
SOURCES = sorted(
	path for path in APP.rglob("*.js") if "dist" not in path.parts and path != HELPER and path.is_file()
)


def code(path: Path) -> str:
	"""Without comments."""
	return re.sub(r"^\s*//.*$", "", path.read_text(), flags=re.MULTILINE)


def test_there_are_sources():
	assert len(SOURCES) > 80


@pytest.mark.parametrize("bare", BARE)
def test_nobody_makes_a_button_or_a_dialog_of_their_own(bare):
	found = [str(path.relative_to(APP)) for path in SOURCES if re.search(bare, code(path))]
	assert found == []


def test_the_helper_is_where_they_are_made():
	assert re.search(r"extends frappe\.ui\.Dialog\b", code(HELPER))
