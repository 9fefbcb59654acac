"""How a document reaches its customer, decided from values (domain A24).

The profile of the customer who gets the document comes first, then the default profile, then PROMPT: the mail opens and
a person sends it. Whoever sends may choose otherwise for this one document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sales_mgmt.kinds.documents import BILLS

PROMPTED = "Yes (Prompt for Settings)"
AT_ONCE = "Yes (Use Default Settings)"
NO = "No"
ANSWERS = (PROMPTED, AT_ONCE, NO)

"""Documents that go to whoever pays; the others go to whoever ordered."""


@dataclass(frozen=True)
class Sending:
	"""What is done with a document. `profile`: the name of the profile it came from, blank if from none."""

	profile: str = ""
	email: str = PROMPTED
	printer: str = NO
	attach_pdf: bool = True
	template: str = ""
	templates: tuple[tuple[str, str], ...] = ()
	"""(DocType, Email Template) where a kind of document has a text of its own."""

	def template_for(self, doctype: str) -> str:
		"""The Email Template for a kind of document; blank means the text that the app brings."""
		return dict(self.templates).get(doctype) or self.template


PROMPT = Sending()


def choose_sending(of_customer: Sending | None, default: Sending | None) -> Sending:
	"""The customer's profile wins over the default one, and that over the prompt."""
	return of_customer or default or PROMPT


def changed_sending(sending: Sending, changes: Mapping[str, str | bool | None]) -> Sending:
	"""What somebody chose for one document. None leaves the profile's answer. Raises ValueError for an unknown one."""
	given = {field: value for field, value in changes.items() if value is not None}
	for field in ("email", "printer"):
		if given.get(field, NO) not in ANSWERS:
			raise ValueError(given[field])
	return replace(sending, **given)


def receiver_field(doctype: str, bill_to: str | None) -> str:
	"""The field of the document that names the customer who gets it."""
	return "bill_to_customer" if doctype in BILLS and bill_to else "customer"


def choose_address(contact: str | None, is_contacts_customer: bool, of_customer: Iterable[str | None]) -> str:
	"""The mail address of a document, blank if there is none.

	`contact`: that of the document's contact, who belongs to the customer who ordered: not asked where another one gets
	the document. `of_customer`: those of the customer who gets it, best first.
	"""
	candidates = [contact if is_contacts_customer else None, *of_customer]
	return next((address.strip() for address in candidates if address and address.strip()), "")


def one_line(text: str) -> str:
	"""A text for a header of a mail: names may hold line breaks, headers may not."""
	return " ".join(text.split())
