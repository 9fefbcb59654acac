"""Frappe itself for a machine that reaches only the package registries.

PyPI carries a copy of Frappe's development branch (15.0.0-dev, August 2023, MIT) under another brand. It is pinned by
hash, and the brand words are put back: in file names and in every text file. The last two words also stand inside
real words of other languages ("Fabrik"), so they are put back in code files only, not in translations.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from dev.layout import Bench
from dev.problem import Problem
from dev.progress import step
from dev.python_env import fetch, pip
from dev.stamps import Stamp, fingerprint

NAME = "Frappe"
PACKAGE = "criscostack==1.0.0"
WHEEL = "criscostack-1.0.0-py3-none-any.whl"
SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"

# In this order.
WORDS = (
	("criscostack", "frappe"),
	("Criscostack", "Frappe"),
	("CRISCOSTACK", "FRAPPE"),
	("criscoerp", "erpnext"),
	("Criscoerp", "ERPNext"),
	("CRISCOERP", "ERPNEXT"),
	("Crisco", "Frappe"),
	("CRISCO", "FRAPPE"),
	("crisco", "frappe"),
)
CODE_WORDS = (("brik", "bench"), ("Brik", "Bench"))
TRANSLATIONS = {".csv", ".po", ".mo", ".pot"}
LEFT_OUT = {".DS_Store"}


def put_back(text: str, *, code: bool) -> str:
	"""The text with the brand words put back."""
	for word, original in WORDS + (CODE_WORDS if code else ()):
		text = text.replace(word, original)
	return text


def put_back_bytes(path: str, content: bytes) -> bytes:
	"""A file's content with the words put back; what is no UTF-8 text stays as it is."""
	try:
		text = content.decode("utf-8")
	except UnicodeDecodeError:
		return content
	return put_back(text, code=PurePosixPath(path).suffix not in TRANSLATIONS).encode("utf-8")


def check_hash(wheel: Path, expected: str = SHA256) -> None:
	"""Refuse, and remove, a file that is not the pinned one."""
	if hashlib.sha256(wheel.read_bytes()).hexdigest() != expected:
		wheel.unlink()
		raise Problem(f"{wheel.name} is not the pinned file (its SHA-256 differs): refused and removed.")


def unpack(wheel: Path, target: Path) -> int:
	"""Write the wheel's files with the words put back into `target`; returns how many."""
	count = 0
	with zipfile.ZipFile(wheel) as archive:
		for entry in archive.infolist():
			if entry.is_dir() or PurePosixPath(entry.filename).name in LEFT_OUT:
				continue
			file = target / put_back(entry.filename, code=True)
			file.parent.mkdir(parents=True, exist_ok=True)
			file.write_bytes(put_back_bytes(entry.filename, archive.read(entry)))
			count += 1
	return count


def provide(bench: Bench) -> None:
	"""`apps/frappe/frappe`, complete or not at all."""
	target = bench.apps / "frappe"
	stamp, key = Stamp(bench.home, "frappe"), fingerprint([Path(__file__)], SHA256)
	if stamp.holds(key) and (target / "frappe" / "__init__.py").exists():
		return
	with step(NAME):
		_fetch_and_unpack(bench, target)
	stamp.write(key)


def _fetch_and_unpack(bench: Bench, target: Path) -> None:
	folder = bench.home / "downloads"
	wheel = folder / WHEEL
	if not wheel.exists():
		options = "--quiet --no-deps --only-binary=:all: --dest".split()
		fetch([*pip(bench), "download", *options, folder, PACKAGE], name=NAME, log=bench.log("frappe"))
	check_hash(wheel)
	part = bench.apps / "frappe.part"
	shutil.rmtree(part, ignore_errors=True)
	unpack(wheel, part)
	shutil.rmtree(target, ignore_errors=True)
	part.rename(target)
