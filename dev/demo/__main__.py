"""The demo: `make demo` runs this on the demo site, with the bench's Python, inside `sites/`, as Administrator.

Loads the company of `fixtures/` (once) and makes a sale (every time). The invoices go to `.bench/demo/`.
"""

from __future__ import annotations

import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPO))

if __name__ == "__main__":
	from dev.demo import story

	for file in story.tell(REPO / ".bench" / "demo"):
		print(f"The invoice as a PDF: {file}")
	print(story.people())
