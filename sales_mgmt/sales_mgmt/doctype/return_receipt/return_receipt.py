from sales_mgmt.posting.guard import PostedByServer


class ReturnReceipt(PostedByServer):
	"""Goods that came back. Written and submitted by posting only (domain 1.2)."""
