"""Runs a script with the site connected: `on_site.py SITE SCRIPT [ARGUMENTS]`, `-` reads it from standard input.

The script is the main module, the user is Administrator, the folder is `sites/`. What it changed is committed when
it ends well.
"""

from __future__ import annotations

import sys

import frappe


def main(site: str, script: str, *arguments: str) -> None:
	frappe.init(site=site)
	frappe.connect()
	frappe.set_user("Administrator")
	if script == "-":
		name, source = "<stdin>", sys.stdin.read()
	else:
		name = script
		with open(script, encoding="utf-8") as file:
			source = file.read()
	sys.argv = [name, *arguments]
	try:
		exec(compile(source, name, "exec"), {"__name__": "__main__", "__file__": name, "frappe": frappe})
		frappe.db.commit()
	finally:
		frappe.destroy()


if __name__ == "__main__":
	main(*sys.argv[1:])
