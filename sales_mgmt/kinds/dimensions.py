"""The admin's own fields that travel from documents to ledger entries."""

from typing import Any

Dimensions = tuple[tuple[str, Any], ...]
"""Values of the admin's own fields that travel from a document to its ledger entries."""


def overlaid(header: Dimensions, line: Dimensions) -> Dimensions:
	"""What a line's entries say: the header's dimensions, and the line's own where it has any of the same name."""
	return tuple(sorted({**dict(header), **dict(line)}.items()))
