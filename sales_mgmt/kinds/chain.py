"""The two chains of documents, mirror images of each other: order → shipment → invoice, and return order → return
receipt → credit memo. What differs between them is said here once; everything else asks.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chain:
	order: str
	"""DocType of the working document."""
	moved: str
	"""DocType of what goods move on."""
	billed: str
	"""DocType of what money moves on."""
	order_link: str
	"""Field that names the order, on the other documents and their lines."""
	line_link: str
	"""Field that names the order's line, on their lines."""
	moved_series: str
	billed_series: str
	moved_key: str
	"""What a posting calls the document that it made."""
	billed_key: str
	moving_status: str
	"""Field of the order that tells how much has moved."""
	billing_status: str
	moving_words: tuple[str, str, str]
	"""Nothing, a part, all."""
	billing_words: tuple[str, str, str]


SALE = Chain(
	order="Sales Order",
	moved="Sales Shipment",
	billed="Sales Invoice",
	order_link="sales_order",
	line_link="order_line",
	moved_series="posted_shipment_series",
	billed_series="posted_invoice_series",
	moved_key="shipment",
	billed_key="invoice",
	moving_status="shipping_status",
	billing_status="invoicing_status",
	moving_words=("Not Shipped", "Partly Shipped", "Shipped"),
	billing_words=("Not Invoiced", "Partly Invoiced", "Invoiced"),
)
RETURN = Chain(
	order="Sales Return Order",
	moved="Return Receipt",
	billed="Sales Credit Memo",
	order_link="return_order",
	line_link="return_order_line",
	moved_series="posted_return_receipt_series",
	billed_series="posted_credit_memo_series",
	moved_key="return_receipt",
	billed_key="credit_memo",
	moving_status="receiving_status",
	billing_status="crediting_status",
	moving_words=("Not Received", "Partly Received", "Received"),
	billing_words=("Not Credited", "Partly Credited", "Credited"),
)
CHAINS = (SALE, RETURN)


def chain_of(doctype: str) -> Chain:
	"""The chain that a document belongs to. Raises KeyError for any other DocType."""
	return _BY_DOCTYPE[doctype]


_BY_DOCTYPE = {doctype: chain for chain in CHAINS for doctype in (chain.order, chain.moved, chain.billed)}
