from sales_mgmt.findings.finding import sentence
from sales_mgmt.ledgers.guard import PostedByServer


class SalesShipment(PostedByServer):
	"""Goods that left. Written and submitted by posting only (domain 1.2)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.sales_shipment_line.sales_shipment_line import SalesShipmentLine

		bill_to_customer: DF.Link | None
		contact: DF.Link | None
		customer: DF.Link | None
		customer_name: DF.Data | None
		document_date: DF.Date | None
		external_document_no: DF.Data | None
		language: DF.Link | None
		lines: DF.Table[SalesShipmentLine]
		location: DF.Link | None
		number_of_packages: DF.Int
		order_date: DF.Date | None
		package_tracking_no: DF.Data | None
		posted_no: DF.Data
		posting_date: DF.Date | None
		printed_as: DF.LongText | None
		promised_delivery_date: DF.Date | None
		requested_delivery_date: DF.Date | None
		sales_order: DF.Link | None
		salesperson: DF.Link | None
		ship_to_address: DF.Link | None
		ship_to_address_display: DF.SmallText | None
		shipment_date: DF.Date | None
		shipment_method: DF.Link | None
		shipping_advice: DF.Literal["Partial", "Complete"]
		shipping_agent: DF.Link | None
		shipping_agent_service: DF.Link | None
		times_printed: DF.Int
		times_sent: DF.Int
		undone: DF.Check
		your_reference: DF.Data | None
	# end: auto-generated types

	refusal = sentence(
		"{0} {1} is written by posting and can not be created, changed or deleted. Use Undo Shipment while it is not"
		" invoiced, else a return order."
	)
	refusal_of_new = sentence(
		"{0} is written by posting and can not be created by hand. Use Undo Shipment while it is not"
		" invoiced, else a return order."
	)
