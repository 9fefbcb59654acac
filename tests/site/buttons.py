"""Everything that our scripts give somebody to press, read from the scripts.

tests/unit/test_guarded_buttons.py holds that no button, menu entry or dialog is made but by these makers.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "sales_mgmt"

TEXT = r'__\(\s*"((?:[^"\\]|\\.)+)"'
MAKER = re.compile(
	r"(?<!function )\b(form_button|grid_button|page_button|menu_item|list_action|primary_button|secondary_button"
	r"|set_primary_action|set_secondary_action_label)\(|\b(primary_action_label|secondary_action_label):"
	r"|(<button\b[^>]*>\$\{)"
)
LABELLED = re.compile(r"\blabel: \(\) =>\s*" + TEXT)
CONSTANT = re.compile(r"\bconst ([A-Z_]+) = \(\) => " + TEXT)
HANDED_ON = re.compile(r"\blabel\b(\(\))?|\bsuper\b|__\(doctype\)")
"""A maker that is given its label by its caller, where it stands as `label: () => …`, in a table, or as an argument."""
NOT_PRESSED = ("payment_table.js",)
"""Files whose `label: () => …` are headings of columns."""


def sources() -> list[Path]:
	return sorted(file for file in APP.rglob("*.js") if "dist" not in file.parts and file.is_file())


def argument(text: str, start: int) -> str:
	"""What stands from here to where the call, the object or the line of it ends, without what it runs."""
	depth = 0
	for place in range(start, len(text)):
		depth += (text[place] in "([{") - (text[place] in ")]}")
		if depth < 0 or (depth == 0 and text.startswith("=>", place)):
			return text[start:place]
	return text[start:]


def labels_of(path: Path) -> tuple[set[str], list[str]]:
	"""(labels that this file makes buttons of, makers whose label was not found)"""
	if path.name in NOT_PRESSED:
		return set(), []
	text = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
	constants = dict(CONSTANT.findall(text))
	found, unknown = set(LABELLED.findall(text)), []
	for maker in MAKER.finditer(text):
		given = argument(text, maker.end())
		if maker[2]:
			given = given.split(",\n")[0]
		texts = re.findall(TEXT, given)
		named = [constants[name] for name in re.findall(r"\b([A-Z_]+)\(\)", given) if name in constants]
		found |= set(texts[:1] if maker[1] else texts) | set(named[:1] if not texts else ())
		if not texts and not named and not HANDED_ON.search(given):
			unknown.append(f"{path.name}: {maker[0]}{given.strip()[:60]}")
	return found, unknown


@cache
def labels() -> set[str]:
	return {label for path in sources() for label in labels_of(path)[0]}
