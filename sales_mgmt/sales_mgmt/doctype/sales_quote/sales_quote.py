from sales_mgmt.documents.base import SalesDocument


class SalesQuote(SalesDocument):
	"""An offer. Moves nothing and counts nowhere as demand (domain A03)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.sales_line.sales_line import SalesLine

		amount: DF.Currency
		amount_including_vat: DF.Currency
		amount_including_vat_lcy: DF.Currency
		amount_lcy: DF.Currency
		bill_to_address: DF.Link | None
		bill_to_address_display: DF.SmallText | None
		bill_to_customer: DF.Link | None
		bill_to_name: DF.Data | None
		business_posting_group: DF.Link | None
		contact: DF.Link | None
		currency: DF.Link | None
		customer: DF.Link
		customer_name: DF.Data | None
		customer_posting_group: DF.Link | None
		discount_group: DF.Link | None
		document_date: DF.Date
		due_date: DF.Date | None
		exchange_rate: DF.Float
		exchange_rate_by_hand: DF.Check
		external_document_no: DF.Data | None
		invoice_discount_amount: DF.Currency
		invoice_discount_calculation: DF.Literal["Percent", "Amount", "Terms"]
		invoice_discount_percent: DF.Percent
		invoice_discount_terms: DF.Link | None
		language: DF.Link | None
		lines: DF.Table[SalesLine]
		location: DF.Link | None
		lost_reason: DF.SmallText | None
		naming_series: DF.Literal["SQ-.#####"]
		payment_discount_date: DF.Date | None
		payment_discount_percent: DF.Percent
		payment_method: DF.Link | None
		payment_terms: DF.Link | None
		posting_date: DF.Date | None
		price_group: DF.Link | None
		prices_include_vat: DF.Check
		promised_delivery_date: DF.Date | None
		requested_delivery_date: DF.Date | None
		rounding_amount: DF.Currency
		salesperson: DF.Link | None
		ship_to_address: DF.Link | None
		ship_to_address_display: DF.SmallText | None
		shipment_date: DF.Date | None
		shipment_method: DF.Link | None
		shipping_advice: DF.Literal["Partial", "Complete"]
		shipping_agent: DF.Link | None
		shipping_agent_service: DF.Link | None
		shipping_time: DF.Data | None
		status: DF.Literal["Open", "Pending Approval", "Released", "Ordered", "Lost"]
		valid_until: DF.Date | None
		vat_amount: DF.Currency
		vat_amount_lcy: DF.Currency
		vat_business_group: DF.Link | None
		your_reference: DF.Data | None
	# end: auto-generated types

	closed_statuses = ("Ordered", "Lost")
