"""An agreement: one line of a sales price list, together with what its list says. Domain: A30."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from sales_mgmt.amounts.arithmetic import ZERO

Thing = Literal["Price", "Discount"]
Status = Literal["Draft", "Active", "Inactive"]

DEFINES: dict[str, tuple[Thing, ...]] = {
	"Price": ("Price",),
	"Discount": ("Discount",),
	"Price & Discount": ("Price", "Discount"),
}


@dataclass(frozen=True, slots=True)
class Agreement:
	"""Who gets which price or discount for what, and when.

	`line` is the name of the line. A blank `uom` means a price per base unit and a minimum in base units; otherwise
	both are per `uom`. A blank `currency` is local currency. Dates are inclusive and open when blank. `status` is the
	list's; `line_status` falls back to Draft when a line of an active list is edited, until its lines are verified.
	"""

	list: str
	line: str
	status: Status
	line_status: Status
	applies_to: Literal["Customer", "Customer Price Group", "Customer Discount Group", "All Customers"]
	product_type: Literal["Item", "Item Discount Group"]
	product: str
	defines: Literal["Price", "Discount", "Price & Discount"]
	prices_include_vat: bool
	allow_line_discount: bool
	allow_invoice_discount: bool
	applies_to_name: str | None = None
	uom: str | None = None
	minimum_quantity: Decimal = ZERO
	unit_price: Decimal | None = None
	line_discount_percent: Decimal | None = None
	currency: str | None = None
	starting_date: date | None = None
	ending_date: date | None = None

	@property
	def things(self) -> tuple[Thing, ...]:
		"""What the line defines: a price, a discount or both. Each competes on its own."""
		return DEFINES[self.defines]
