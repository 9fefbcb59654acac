"""A problem that ends the run: one clear sentence for the person, never a traceback."""

from __future__ import annotations

from pathlib import Path

TAIL_LINES = 25


class Problem(Exception):
	"""What went wrong and what to do, as one sentence; `log` is the file whose tail explains more."""

	def __init__(self, sentence: str, log: Path | None = None) -> None:
		super().__init__(sentence)
		self.sentence = sentence
		self.log = log

	def tail(self) -> str:
		"""The last lines of the log, or an empty string."""
		if not self.log or not self.log.is_file():
			return ""
		lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:]
		return "\n".join(f"    {line}" for line in lines)
