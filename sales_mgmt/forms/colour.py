"""What is to be seen of an order at a glance. Imports no frappe."""

from datetime import date

OPEN, RELEASED, LATE, DONE = "open", "released", "late", "done"
NOTHING_LEFT = ("Shipped",)
"""Shipping statuses with which nobody waits for goods any more."""


def colour_of(status: str, shipping_status: str, shipment_date: date, today: date) -> str:
	"""One of open, released, late and done. An order is late when its day is over and goods of it have not left."""
	if status == "Completed" or shipping_status in NOTHING_LEFT:
		return DONE
	if shipment_date < today:
		return LATE
	return RELEASED if status == "Released" else OPEN
