"""The demo: `make demo` runs this on the demo site, with the bench's Python, inside `sites/`, as Administrator."""

from __future__ import annotations

import frappe

print(f"The site is {frappe.local.site}.")
