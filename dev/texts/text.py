"""A text that a user sees, and where it stands in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
TAG = re.compile(r"</?\w[^<>]*>")


@dataclass(frozen=True, slots=True, order=True)
class Text:
	"""`context` tells two meanings of the same English word apart, as in Frappe's `_("Post", context="…")`."""

	source: str
	context: str = ""
	place: str = field(default="", compare=False)

	@property
	def key(self) -> tuple[str, str]:
		return self.source, self.context


@dataclass(frozen=True, slots=True)
class Unreadable:
	"""A call whose text is put together while the program runs, so that nobody can translate it."""

	place: str
	why: str


def placeholders(text: str) -> list[str]:
	"""{0}, {1} … in sorted order: a translation may turn them round, never lose one."""
	return sorted(PLACEHOLDER.findall(text))


def tags(text: str) -> list[str]:
	return sorted(TAG.findall(text))
