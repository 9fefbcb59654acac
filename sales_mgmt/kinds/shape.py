"""The shape of a sales document, for those who fill, check and price it without knowing its class.

Fields have the names and units of the DocTypes; a field that a kind of document lacks is asked for with `get`.
"""

from datetime import date
from typing import Any, Protocol


class DocumentShape(Protocol):
	"""Quote, order, return order, invoice or credit memo. Amounts are in its currency, above zero, whichever way money goes."""

	doctype: str
	name: str
	docstatus: int
	status: str
	modified: Any
	meta: Any
	flags: Any
	"""What one request keeps with the document; never stored."""
	lines: list[Any]
	"""Rows of the table Lines."""
	closed_statuses: tuple[str, ...]
	"""Final statuses: the document can not be changed any more."""

	customer: str | None
	"""Who buys (sell-to)."""
	customer_name: str | None
	bill_to_customer: str | None
	"""Who pays; blank means the customer."""
	bill_to_name: str | None
	bill_to_address: str | None
	ship_to_address: str | None
	contact: str | None
	customer_posting_group: str | None
	vat_business_group: str | None
	price_group: str | None
	discount_group: str | None
	salesperson: str | None
	location: str | None
	external_document_no: str | None

	document_date: date | str | None
	document_date_by_hand: int
	posting_date: date | str | None
	due_date: date | str | None
	payment_discount_date: date | str | None
	payment_terms: str | None
	payment_discount_percent: float

	currency: str | None
	exchange_rate: float
	"""Local currency for one unit of the document's currency."""
	exchange_rate_by_hand: int
	prices_include_vat: int
	invoice_discount_calculation: str | None
	invoice_discount_terms: str | None
	invoice_discount_percent: float
	invoice_discount_amount: float

	shipping_agent: str | None
	shipping_agent_service: str | None

	def get(self, key: str, default: Any = None) -> Any: ...
	def set(self, key: str, value: Any) -> None: ...
	def update(self, values: dict[str, Any]) -> Any: ...
	def append(self, key: str, value: Any = None) -> Any: ...
	def is_new(self) -> bool: ...
	def get_doc_before_save(self) -> Any: ...
	def as_dict(self) -> dict[str, Any]: ...
