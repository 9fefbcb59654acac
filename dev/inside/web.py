"""The web server of the Desk: `web.py SITE PORT`, with /assets and /files, for this machine only.

Frappe's own `serve` listens on every address with a debugger; this one does not.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

WHO = "/-/who-serves-this"
"""Answers with what the caller of this script put into the environment: whether it is really this server that answers."""


def telling_who(application: Callable[..., Iterable[bytes]], token: str) -> Callable[..., Iterable[bytes]]:
	"""The application, and beside it one address that says who serves it."""

	def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
		if environ.get("PATH_INFO") != WHO:
			return application(environ, start_response)
		start_response("200 OK", [("Content-Type", "text/plain")])
		return [token.encode()]

	return answer


def serve(site: str, port: int) -> None:
	import frappe.app
	from frappe.middlewares import StaticDataMiddleware
	from werkzeug.middleware.shared_data import SharedDataMiddleware
	from werkzeug.serving import run_simple

	frappe.app._site = site
	application = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.abspath("assets")})
	application = StaticDataMiddleware(application, {"/files": os.path.abspath(".")})
	logging.getLogger("werkzeug").setLevel(logging.ERROR)
	application = telling_who(application, os.environ.get("SALES_MGMT_WEB_TOKEN", ""))
	run_simple("127.0.0.1", port, application, threaded=True)


if __name__ == "__main__":
	serve(sys.argv[1], int(sys.argv[2]))
