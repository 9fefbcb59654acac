"""The pure packages run where there is no framework: every module of them imports with `frappe` blocked."""

import subprocess
import sys
from pathlib import Path

import pytest

PURE_PACKAGES = [
	"sales_mgmt.amounts",
	"sales_mgmt.charges",
	"sales_mgmt.costing",
	"sales_mgmt.dates",
	"sales_mgmt.posting.core",
	"sales_mgmt.pricing",
]
PURE_MODULES = [
	"sales_mgmt.archive.policy",
	"sales_mgmt.forms.colour",
	"sales_mgmt.documents.making.copy_lines",
	"sales_mgmt.kinds.line_types",
	"sales_mgmt.documents.filling.pasted",
	"sales_mgmt.forms.headlines.choice",
	"sales_mgmt.documents.filling.stale",
	"sales_mgmt.incoming.days",
	"sales_mgmt.incoming.numbers",
	"sales_mgmt.incoming.texts",
	"sales_mgmt.supply.stockout",
	"sales_mgmt.picking.numbers_filter",
	"sales_mgmt.picking.walk",
	"sales_mgmt.money.credit",
	"sales_mgmt.print_formats.choice",
	"sales_mgmt.print_formats.code128",
	"sales_mgmt.print_formats.conventions",
	"sales_mgmt.print_formats.figures",
	"sales_mgmt.recurring.choice",
	"sales_mgmt.supply.allocation",
	"sales_mgmt.reporting.periods",
	"sales_mgmt.reporting.profit",
	"sales_mgmt.reporting.ranking",
	"sales_mgmt.sending.choice",
	"sales_mgmt.print_formats.payment_links.payment_link",
	"sales_mgmt.shipping.tracking",
	"sales_mgmt.texts.addresses",
	"sales_mgmt.texts.cells",
	"sales_mgmt.texts.markup",
]

ROOT = Path(__file__).resolve().parents[2]

IMPORT_ALL_WITHOUT_FRAPPE = """
import importlib, pkgutil, sys

class Blocker:
	def find_spec(self, name, path=None, target=None):
		if name.partition(".")[0] == "frappe":
			raise ImportError(f"a pure package imports {name}")

sys.meta_path.insert(0, Blocker())
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(package, "__path__", ()), package.__name__ + "."):
	importlib.import_module(module.name)
	print(module.name)
"""


def import_without_frappe(package: str, folder: Path) -> subprocess.CompletedProcess:
	command = [sys.executable, "-c", IMPORT_ALL_WITHOUT_FRAPPE, package]
	return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", PURE_PACKAGES)
def test_imports_without_frappe(package):
	result = import_without_frappe(package, ROOT)
	assert result.returncode == 0, result.stderr
	assert result.stdout, f"{package} has no modules"


@pytest.mark.parametrize("module", PURE_MODULES)
def test_a_pure_module_among_others_imports_without_frappe(module):
	result = import_without_frappe(module, ROOT)
	assert result.returncode == 0, result.stderr


def test_the_check_notices_an_import_of_frappe(tmp_path):
	package = tmp_path / "impure"
	package.mkdir()
	(package / "__init__.py").write_text("")
	(package / "rule.py").write_text("from frappe.utils import flt\n")
	result = import_without_frappe("impure", tmp_path)
	assert result.returncode != 0
	assert "a pure package imports frappe" in result.stderr
