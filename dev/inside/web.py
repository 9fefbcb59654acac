"""The web server of the Desk: `web.py SITE PORT`, with /assets and /files, for this machine only.

Frappe's own `serve` listens on every address with a debugger; this one does not.
"""

from __future__ import annotations

import logging
import os
import sys


def serve(site: str, port: int) -> None:
	import frappe.app
	from frappe.middlewares import StaticDataMiddleware
	from werkzeug.middleware.shared_data import SharedDataMiddleware
	from werkzeug.serving import run_simple

	frappe.app._site = site
	application = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.abspath("assets")})
	application = StaticDataMiddleware(application, {"/files": os.path.abspath(".")})
	logging.getLogger("werkzeug").setLevel(logging.ERROR)
	run_simple("127.0.0.1", port, application, threaded=True)


if __name__ == "__main__":
	serve(sys.argv[1], int(sys.argv[2]))
