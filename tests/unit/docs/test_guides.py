"""README and guides: what they point to exists, and what they call by name stands on the screen so."""

import re
from pathlib import Path

import pytest

from dev.texts.collect import collect

REPO = Path(__file__).resolve().parents[3]
PAGES = [REPO / "README.md", *sorted((REPO / "docs").rglob("*.md"))]
IMAGES = REPO / "docs" / "images"
USER_GUIDE = sorted((REPO / "docs" / "user-guide").glob("*.md"))
HEAVIEST = 3_000_000
"""Bytes of all pictures together: a clone should stay light."""

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
FRAPPES = {"Actions", "Contact", "Filter", "List View", "PDF", "bold"}
"""Words of the Desk itself, and the one that tells how labels are printed."""

NEW = re.compile(r"(Add|New) (.+)")


def targets(page: Path) -> list[Path]:
	found = LINK.findall(page.read_text(encoding="utf-8"))
	return [(page.parent / target).resolve() for target in found if "://" not in target]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPO)))
def test_what_a_page_points_to_exists(page):
	assert [str(target) for target in targets(page) if not target.exists()] == []


def test_every_picture_is_shown_somewhere():
	shown = {target for page in PAGES for target in targets(page)}
	assert [file.name for file in IMAGES.iterdir() if file.resolve() not in shown] == []


def test_all_pictures_together_stay_light():
	assert sum(file.stat().st_size for file in IMAGES.iterdir()) < HEAVIEST


@pytest.fixture(scope="module")
def labels():
	texts, _unreadable = collect()
	return {text.source for text in texts} | FRAPPES


@pytest.mark.parametrize("page", USER_GUIDE, ids=lambda page: page.name)
def test_what_is_bold_in_the_user_guide_stands_on_the_screen(page, labels):
	named = {" ".join(bold.split()) for bold in BOLD.findall(page.read_text(encoding="utf-8"))}
	made_of = {name: NEW.fullmatch(name) for name in named}
	unknown = {name for name in named - labels if not (made_of[name] and made_of[name][2] in labels)}
	assert unknown == set()
