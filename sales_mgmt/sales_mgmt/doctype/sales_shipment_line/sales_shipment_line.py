from sales_mgmt.ledgers.guard import LineOfDocument


class SalesShipmentLine(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account: DF.Link | None
		correction: DF.Check
		description: DF.SmallText | None
		item: DF.Link | None
		item_charge: DF.Link | None
		item_ledger_entry: DF.Link | None
		location: DF.Link | None
		order_line: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		qty_per_uom: DF.Float
		quantity: DF.Float
		sales_order: DF.Link | None
		type: DF.Literal["Item", "G/L Account", "Item Charge", "Comment"]
		undo_reason: DF.SmallText | None
		uom: DF.Link | None
	# end: auto-generated types
	pass
