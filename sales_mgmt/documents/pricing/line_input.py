"""A row of a document as the input of the arithmetic."""

from frappe.model.document import Document

from sales_mgmt.amounts import LineInput, PartAmounts, to_decimal
from sales_mgmt.kinds.quantities import QUANTITY_DIGITS

CARRY_DISCOUNT = ("order_line", "return_order_line", "invoice_line")


def line_input(
	line: Document,
	digits: int,
	fixed: bool = False,
	part: PartAmounts | None = None,
	vat_business_group: str = "",
) -> LineInput:
	"""A line as the pure calculation sees it. `fixed`: its share of the invoice discount is given, not spread. `part`: what
	it takes of a line that is billed in parts."""
	discount = line.get("line_discount_amount")
	quantity = to_decimal(line.quantity, QUANTITY_DIGITS)
	return LineInput(
		quantity=-quantity if line.get("is_fee") else quantity,
		unit_price=to_decimal(line.unit_price),
		line_discount_percent=to_decimal(line.get("line_discount_percent")),
		line_discount_amount=None if discount is None else to_decimal(discount, digits),
		allow_invoice_discount=bool(line.allow_invoice_discount),
		invoice_discount_amount=to_decimal(line.invoice_discount_amount, digits) if fixed else None,
		vat_group=line.vat_product_group or "",
		vat_percent=to_decimal(line.vat_percent),
		vat_business_group=vat_business_group,
		part=part,
	)
