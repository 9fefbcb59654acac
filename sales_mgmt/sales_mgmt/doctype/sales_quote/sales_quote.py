from sales_mgmt.documents.base import SalesDocument


class SalesQuote(SalesDocument):
	"""An offer. Moves nothing and counts nowhere as demand (domain A03)."""

	closed_statuses = ("Ordered", "Lost")
