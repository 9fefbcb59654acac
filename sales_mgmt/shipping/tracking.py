"""The internet address at which a package is followed (domain A26). Pure: imports no frappe.

An agent's address holds a mark where the tracking number goes, `{0}` or `%1`. Only web addresses count, and the mark
stands after the name of the site: a number never decides which site is opened.
"""

from urllib.parse import quote, urlsplit

MARKS = ("{0}", "%1")
SCHEMES = ("http", "https")


def is_address(address: str) -> bool:
	"""Whether packages can be followed at this address."""
	try:
		parts = urlsplit(address.strip())
	except ValueError:
		return False
	behind = parts.path + parts.query + parts.fragment
	return (
		parts.scheme.lower() in SCHEMES
		and bool(parts.hostname)
		and not any(mark in parts.netloc for mark in MARKS)
		and any(mark in behind for mark in MARKS)
	)


def tracking_url(address: str, number: str) -> str:
	"""The agent's address with the number in it. Raises ValueError for an address that is not one."""
	if not is_address(address):
		raise ValueError(address)
	url = address.strip()
	for mark in MARKS:
		if mark in url:
			return url.replace(mark, quote(number.strip(), safe=""))
	raise AssertionError("an address has a mark")
