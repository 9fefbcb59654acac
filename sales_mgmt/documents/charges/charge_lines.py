"""Lines of type Item Charge: what the charge says about them, and what is not for them (domain A29).

The price is typed; a price on the charge is suggested where it can be taken as it is, which is in local currency without
VAT. Charges take no part in the invoice discount, neither in its base nor in its shares. A charge marked as a fee is kept
from the customer on returns, unless the row gives back a charge that an invoice billed.
"""

from frappe.model.document import Document

from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.masters.masters import Masters
from sales_mgmt.settings import get_settings


def fill_charge_line(doc: DocumentShape, line: Document, masters: Masters) -> None:
	"""Fill what is blank from the charge, and set what is never anything else."""
	line.item = line.account = line.uom = line.location = None
	line.qty_per_uom = 1
	line.allow_invoice_discount = 0
	charge = masters.charges.get(line.item_charge)
	if not charge:
		return
	line.description = line.description or charge.description
	line.product_posting_group = line.product_posting_group or charge.product_posting_group
	line.vat_product_group = line.vat_product_group or charge.vat_product_group
	if line.get("unit_price") is None:
		as_it_is = doc.currency == get_settings().local_currency and not doc.prices_include_vat
		line.unit_price = charge.unit_price if as_it_is else 0
	if line.meta.has_field("is_fee"):
		gives_back = line.get("invoice_line")
		line.is_fee = int(doc.doctype in RETURNS and bool(charge.restock_fee) and not gives_back)
