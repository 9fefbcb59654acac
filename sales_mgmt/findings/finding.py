"""What stands between a document and its posting.

All checks run and all findings are reported together (domain 4.3). A finding of severity BLOCK stops the posting; a
finding of severity WARN is shown and never blocks. Codes E01 to E32 are the error catalogue of domain 8; checks that
the catalogue does not number have a short name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(str, Enum):
	BLOCK = "block"
	WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
	"""One obstacle, as a sentence that says what to do.

	`message` is a translatable template with numbered placeholders, `values` fills it. `row` is the line's number on
	the document as the user sees it, `link` the setup record that has to be completed: (DocType, name).
	"""

	code: str
	message: str
	values: tuple[str, ...] = ()
	row: int | None = None
	severity: Severity = Severity.BLOCK
	override_role: str | None = None
	link: tuple[str, str] | None = None


class PostingRefused(Exception):
	"""A plan could not be made. Carries every finding, not only the first."""

	def __init__(self, findings: Iterable[Finding]):
		self.findings = tuple(findings)
		super().__init__("; ".join(finding.message for finding in self.findings))


def blocking(findings: Iterable[Finding]) -> list[Finding]:
	"""The findings that stop a posting."""
	return [finding for finding in findings if finding.severity is Severity.BLOCK]


def with_warnings(findings: Iterable[Finding], warnings: Iterable[Finding]) -> list[Finding]:
	"""Both, without the warning that stock runs out on a row that lacks it already."""
	findings = list(findings)
	short = {finding.row for finding in findings if finding.code == "stock"}
	return findings + [item for item in warnings if item.code != "stockout" or item.row not in short]


def sentence(text: str) -> str:
	"""Mark a text for translation. The shell translates and fills it; the core only carries it."""
	return text
