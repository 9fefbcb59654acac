"""The pinned copy of Frappe: its hash is demanded, its words are put back, its rubbish is left out."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from dev.frappe_source import check_hash, put_back, put_back_bytes, unpack
from dev.problem import Problem


@pytest.mark.parametrize(
	("there", "here"),
	[
		("import criscostack.utils", "import frappe.utils"),
		("X-Crisco-Site-Name", "X-Frappe-Site-Name"),
		("Criscostack Technologies", "Frappe Technologies"),
		("CRISCOSTACK_SITE", "FRAPPE_SITE"),
		("criscoerp.com and Criscoerp", "erpnext.com and ERPNext"),
		("brik start", "bench start"),
	],
)
def test_words_are_put_back_in_code(there: str, here: str) -> None:
	assert put_back(there, code=True) == here


def test_translations_keep_real_words() -> None:
	row = b"Factory,Fabrik\nCriscostack,criscostack\n"
	assert put_back_bytes("criscostack/translations/de.csv", row) == b"Factory,Fabrik\nFrappe,frappe\n"


def test_what_is_no_text_stays_as_it_is() -> None:
	picture = b"\x89PNG\xff\xfe crisco"
	assert put_back_bytes("criscostack/public/logo.png", picture) == picture


def test_unpack_renames_files_and_leaves_rubbish_out(tmp_path: Path) -> None:
	wheel = tmp_path / "some.whl"
	with zipfile.ZipFile(wheel, "w") as archive:
		archive.writestr("criscostack/utils/brik_helper.py", "import criscostack\n")
		archive.writestr("criscostack/.DS_Store", "rubbish")
	assert unpack(wheel, tmp_path / "out") == 1
	assert (tmp_path / "out/frappe/utils/bench_helper.py").read_text() == "import frappe\n"


def test_another_file_is_refused_and_removed(tmp_path: Path) -> None:
	wheel = tmp_path / "criscostack-1.0.0-py3-none-any.whl"
	wheel.write_bytes(b"junk")
	with pytest.raises(Problem, match="is not the pinned file"):
		check_hash(wheel)
	assert not wheel.exists()


def test_the_pinned_file_is_accepted(tmp_path: Path) -> None:
	wheel = tmp_path / "right.whl"
	wheel.write_bytes(b"right")
	check_hash(wheel, hashlib.sha256(b"right").hexdigest())
	assert wheel.exists()
