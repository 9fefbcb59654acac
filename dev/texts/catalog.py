"""A language's translations as Frappe reads them: CSV with source, translation and, where there is one, context."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from dev.texts.collect import APP

FOLDER = APP / "translations"
LANGUAGES = ("nb", "no")
"""Frappe called Norwegian `no` for long and calls it `nb` since it has the two of them apart. Both files are the same."""

Key = tuple[str, str]


def path(language: str) -> Path:
	return FOLDER / f"{language}.csv"


def rows(language: str) -> list[list[str]]:
	with path(language).open(newline="", encoding="utf-8") as file:
		return list(csv.reader(file))


def load(language: str) -> dict[Key, str]:
	"""{(source, context): translation}"""
	return {(row[0], row[2] if len(row) > 2 else ""): row[1] for row in rows(language)}


def store(translations: dict[Key, str], languages: Iterable[str] = LANGUAGES) -> None:
	"""Write the files, sorted by source, so that two branches that add texts merge without a quarrel."""
	for language in languages:
		with path(language).open("w", newline="", encoding="utf-8") as file:
			writer = csv.writer(file, lineterminator="\n")
			for (source, context), translation in sorted(translations.items()):
				writer.writerow([source, translation, context] if context else [source, translation])
