from sales_mgmt.posting.core.findings import sentence
from sales_mgmt.posting.guard import PostedByServer


class ReturnReceipt(PostedByServer):
	"""Goods that came back. Written and submitted by posting only (domain 1.2)."""

	refusal = sentence(
		"{0} {1} is written by posting and can not be created, changed or deleted. Use Undo Return Receipt while it is not"
		" credited."
	)
