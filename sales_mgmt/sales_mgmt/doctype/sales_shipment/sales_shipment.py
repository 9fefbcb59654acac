from sales_mgmt.posting.guard import PostedByServer


class SalesShipment(PostedByServer):
	"""Goods that left. Written and submitted by posting only (domain 1.2)."""
