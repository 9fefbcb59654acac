"""Findings as the user and the API see them: translated, with all of them in one error."""

import re
from collections.abc import Iterable
from typing import Any, NoReturn

import frappe
from frappe import _

from sales_mgmt.findings.finding import Finding
from sales_mgmt.texts.customer_names import customer_named
from sales_mgmt.texts.messages import link, shown

CUSTOMER = re.compile(r"\b[Cc]ustomer \{(\d)\}")


class PostingError(frappe.ValidationError):
	"""A document can not be posted. `findings` lists every reason."""

	def __init__(self, message: str = "", findings: Iterable[Finding] = ()):
		super().__init__(message)
		self.findings = tuple(findings)


def text(finding: Finding) -> str:
	"""The finding as one translated sentence. What stands after the word customer is that customer's name."""
	customers = set(CUSTOMER.findall(finding.message))
	values = [
		customer_named(value) if str(place) in customers else _(value)
		for place, value in enumerate(finding.values)
	]
	return _(finding.message).format(*values)


def as_dict(finding: Finding) -> dict[str, Any]:
	"""The shape of a finding in the API, the Desk dialog and the batch log."""
	return {
		"code": finding.code,
		"severity": finding.severity.value,
		"row": finding.row,
		"message": text(finding),
		"override_role": finding.override_role,
		"link": list(finding.link) if finding.link else None,
	}


def refuse(findings: Iterable[Finding], title: str | None = None) -> NoReturn:
	"""Raise one PostingError that shows every finding, with a link to the setup row where there is one."""
	findings = tuple(findings)
	frappe.local.response["findings"] = [as_dict(finding) for finding in findings]
	messages = [_with_link(finding) for finding in findings]
	try:
		frappe.msgprint(
			messages if len(messages) > 1 else messages[0],
			title=title or _("Please Correct This"),
			as_list=len(messages) > 1,
			indicator="red",
			raise_exception=PostingError,
		)
	except PostingError:
		raise PostingError("\n".join(text(finding) for finding in findings), findings) from None
	raise AssertionError("msgprint raises")


def _with_link(finding: Finding) -> str:
	message = shown(text(finding))
	if finding.link and frappe.db.exists(*finding.link):
		return f"{message} {link(*finding.link, label=_('Open', context='verb'))}"
	return message
