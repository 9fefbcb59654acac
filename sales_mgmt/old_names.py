"""Modules by the names that they had a release ago: jobs that wait in a queue and callers over REST still hold them.

Python finds the module of today under the name of then. With the next release this file goes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

SUBJECTS = (
	"archive", "charges", "corrections", "customers", "lines", "lists", "orders", "posting", "prices", "printing",
	"receivables", "recurring", "returns", "returns_documents", "sending", "shipping",
)  # fmt: skip
MOVED = {
	**{f"sales_mgmt.api_{subject}": f"sales_mgmt.api.{subject}" for subject in SUBJECTS},
	"sales_mgmt.api_copy": "sales_mgmt.api.copying",
	"sales_mgmt.address_permissions": "sales_mgmt.access.address_permissions",
	"sales_mgmt.boards": "sales_mgmt.forms.boards",
	"sales_mgmt.desk_page": "sales_mgmt.forms.desk_page",
	"sales_mgmt.permissions": "sales_mgmt.access.permissions",
	"sales_mgmt.posting.batch": "sales_mgmt.jobs.batch",
	"sales_mgmt.posting.core.findings": "sales_mgmt.findings.finding",
	"sales_mgmt.posting.nightly": "sales_mgmt.posting.verify.nightly",
	"sales_mgmt.posting.queue": "sales_mgmt.jobs.queue",
	"sales_mgmt.texts.export": "sales_mgmt.exporting.export",
	"sales_mgmt.texts.export_records": "sales_mgmt.exporting.export_records",
	"sales_mgmt.user_permissions": "sales_mgmt.access.user_permissions",
}
"""Old name → where the same functions stand today."""


class _Today(Loader):
	"""The module of today itself: what is changed under one name is changed under the other."""

	def create_module(self, spec: ModuleSpec) -> ModuleType:
		today = import_module(MOVED[spec.name])
		self.own_spec = today.__spec__
		return today

	def exec_module(self, module: ModuleType) -> None:
		module.__spec__ = self.own_spec


class _OldNames(MetaPathFinder):
	def find_spec(
		self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
	) -> ModuleSpec | None:
		return ModuleSpec(fullname, _Today()) if fullname in MOVED else None


def install() -> None:
	if not any(isinstance(finder, _OldNames) for finder in sys.meta_path):
		sys.meta_path.append(_OldNames())
