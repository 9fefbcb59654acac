"""docs/rest-guide.md: every command of it is run with curl against the web server, every result compared."""

import os
import re
import subprocess
from pathlib import Path

import frappe
import pytest
from build import goods
from frappe.core.doctype.user.user import generate_keys
from frappe.utils.password import remove_encrypted_password
from processes import swept

from dev.demo import company

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "rest-guide.md"
BLOCK = re.compile(r"^```(bash|json|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENDED = "--- end of block ---"


@pytest.fixture
def reader(site):
	"""What somebody who follows the guide has: an address, the manager's key, goods in stock. Taken away afterwards."""
	with swept():
		item = goods(stock=50)
		secret = generate_keys(company.MANAGER)["api_secret"]
		frappe.db.commit()
		key = frappe.db.get_value("User", company.MANAGER, "api_key")
		yield {"URL": os.environ["SALES_MGMT_TEST_URL"], "KEY": key, "SECRET": secret, "ITEM": item}
		frappe.db.set_value("User", company.MANAGER, "api_key", None)
		remove_encrypted_password("User", company.MANAGER, "api_secret")
		frappe.db.commit()


def steps() -> list[tuple[str, str]]:
	"""[(commands, what they print)] in the order of the guide; blocks without a result print nothing."""
	found: list[tuple[str, str]] = []
	for kind, content in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
		if kind == "bash":
			found.append((content, ""))
		else:
			found[-1] = (found[-1][0], content)
	return found


def pattern(shown: str) -> re.Pattern:
	return re.compile(".*?".join(re.escape(part) for part in shown.strip().split("…")), re.DOTALL)


def test_every_command_of_the_guide_does_what_the_guide_shows(reader, tmp_path):
	guide = steps()
	script = "".join(f"{commands}\necho; echo '{ENDED}'\n" for commands, _shown in guide)
	env = {**os.environ, **reader}
	done = subprocess.run(
		["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300
	)
	printed = [part.strip() for part in done.stdout.split(ENDED)]
	assert len(printed) == len(guide) + 1, done.stderr
	for (commands, shown), output in zip(guide, printed, strict=False):
		assert pattern(shown).fullmatch(re.sub(r"\n\n+", "\n", output)), (
			f"{commands}\nprinted:\n{output}\n{done.stderr}"
		)
