from sales_mgmt.customers.language import SpeaksByChoice
from sales_mgmt.masters.carriers import check_service
from sales_mgmt.ownership import Guarded


class CustomerTemplate(SpeaksByChoice, Guarded):
	"""What new customers have in common (domain A02). A blank field says nothing."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		application_method: DF.Literal["Manual", "Apply to Oldest"]
		bill_to_customer: DF.Link | None
		business_posting_group: DF.Link | None
		code: DF.Data
		combine_shipments: DF.Check
		credit_limit: DF.Currency
		currency: DF.Link | None
		customer_posting_group: DF.Link | None
		description: DF.Data | None
		discount_group: DF.Link | None
		document_sending_profile: DF.Link | None
		invoice_discount_terms: DF.Link | None
		language: DF.Link | None
		location: DF.Link | None
		payment_method: DF.Link | None
		payment_terms: DF.Link | None
		price_group: DF.Link | None
		prices_include_vat: DF.Check
		salesperson: DF.Link | None
		shipment_method: DF.Link | None
		shipping_advice: DF.Literal["Partial", "Complete"]
		shipping_agent: DF.Link | None
		shipping_agent_service: DF.Link | None
		vat_business_group: DF.Link | None
	# end: auto-generated types

	def validate(self) -> None:
		if not self.shipping_agent:
			self.shipping_agent_service = None
		check_service(self)
