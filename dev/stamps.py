"""Stamps: a step that is done leaves the fingerprint of what it was made from, and is skipped while that stays.

A stamp is written after the work, so an interrupted step is simply done again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *words: str) -> str:
	"""One hash over the words, and the names and contents of the files."""
	digest = hashlib.sha256()
	for word in words:
		digest.update(word.encode() + b"\0")
	for file in sorted(files):
		digest.update(str(file).encode() + b"\0")
		digest.update(hashlib.sha256(file.read_bytes()).digest())
	return digest.hexdigest()


class Stamp:
	"""One step's stamp file under `<home>/stamps/`."""

	def __init__(self, home: Path, name: str) -> None:
		self.file = home / "stamps" / name

	def holds(self, key: str) -> bool:
		return self.file.is_file() and self.file.read_text() == key

	def write(self, key: str) -> None:
		self.file.parent.mkdir(parents=True, exist_ok=True)
		part = self.file.with_suffix(".part")
		part.write_text(key)
		part.replace(self.file)

	def remove(self) -> None:
		self.file.unlink(missing_ok=True)
