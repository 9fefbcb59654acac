"""One name for one thing: two labels of fields that say the same in Norwegian are one thing, and are called one thing in English.

Norwegian is written by people who look at what a field means, so it shows where English has grown two names.
"""

import csv
import json
from collections import defaultdict
from pathlib import Path

APP = Path(__file__).resolve().parents[3] / "sales_mgmt"
TWO_THINGS = [
	{"Amount", "Amounts"},  # a field, and the tab of several
	{"Fee", "Service Charge"},  # kept back of what is returned, and added to small invoices
	{"Kind", "Type"},  # payment or refund, and what a line is
	{"Ship", "Shipping"},  # what is done, and the tab
]
"""Different things for which Norwegian has one word."""


def labels() -> set[str]:
	return {
		field["label"]
		for file in APP.glob("*/doctype/*/*.json")
		for field in json.loads(file.read_text()).get("fields", [])
		if field.get("label")
	}


def test_fields_have_one_name_for_one_thing():
	rows = csv.reader((APP / "translations" / "nb.csv").read_text().splitlines())
	norwegian = {row[0]: row[1] for row in rows if len(row) == 2}
	names = defaultdict(set)
	for label in labels() & set(norwegian):
		names[norwegian[label].casefold()].add(label)
	doubled = [both for both in names.values() if len({name.casefold() for name in both}) > 1]
	assert sorted(map(sorted, doubled)) == sorted(map(sorted, TWO_THINGS))
