"""Which files a printed document may show: those of the site, and what is in the document itself.

A PDF is made on the server, with the server's reach. So nothing is fetched over the network, private files only when
the user may read them, and no path leads out of the site's folders.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import frappe
from frappe.utils import get_site_path, get_url

PUBLIC, PRIVATE, ASSETS = "/files/", "/private/files/", "/assets/"


class NotASiteFile(ValueError):
	"""The document names a file that a printed document may not show."""


def fetch(url: str, *_args: Any, **_options: Any) -> dict[str, Any]:
	"""WeasyPrint's `url_fetcher`. WeasyPrint logs the refusal and leaves the picture out."""
	if url.startswith("data:"):
		from weasyprint import default_url_fetcher

		return default_url_fetcher(url)
	path = _path_on_site(url)
	file = _file(path)
	kind = mimetypes.guess_type(file.name)[0]
	return {"string": file.read_bytes(), "mime_type": kind, "redirected_url": url}


def _path_on_site(url: str) -> str:
	"""The path of an address of this site."""
	address, own = urlsplit(url), urlsplit(get_url())
	if address.scheme not in ("http", "https") or address.netloc != own.netloc:
		raise NotASiteFile(url)
	return unquote(address.path)


def _file(path: str) -> Path:
	if path.startswith(PUBLIC):
		return _inside(Path(get_site_path("public", "files")), path.removeprefix(PUBLIC))
	if path.startswith(ASSETS):
		return _asset(path.removeprefix(ASSETS))
	if path.startswith(PRIVATE) and _may_read(path):
		return _inside(Path(get_site_path("private", "files")), path.removeprefix(PRIVATE))
	raise NotASiteFile(path)


def _asset(path: str) -> Path:
	"""A file of an app's `public/` folder: `sites/assets/<app>` is a link to it."""
	app, _slash, rest = path.partition("/")
	if app not in frappe.get_installed_apps():
		raise NotASiteFile(path)
	return _inside(Path(frappe.local.sites_path, "assets", app), rest)


def _inside(folder: Path, name: str) -> Path:
	folder = folder.resolve()
	file = (folder / name).resolve()
	if not file.is_relative_to(folder) or not file.is_file():
		raise NotASiteFile(name)
	return file


def _may_read(url: str) -> bool:
	names = frappe.get_all("File", filters={"file_url": url}, pluck="name")
	return any(frappe.get_doc("File", name).is_downloadable() for name in names)
