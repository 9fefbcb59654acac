import frappe
from frappe.utils import add_days, now_datetime

from sales_mgmt.ownership import Guarded


class PostingJob(Guarded):
	"""A document that waits to be posted, could not be, or was (domain 4.1). Written by the posting queue."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attach_pdf: DF.Check
		document: DF.DynamicLink
		document_type: DF.Literal["Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo"]
		error: DF.SmallText | None
		invoice: DF.Check
		posted_credit_memo: DF.Link | None
		posted_invoice: DF.Link | None
		posting_date: DF.Date | None
		return_receipt: DF.Link | None
		seen: DF.Datetime | None
		send: DF.Check
		sending_profile: DF.Link | None
		ship: DF.Check
		shipment: DF.Link | None
		status: DF.Literal["Queued", "Error", "Finished"]
	# end: auto-generated types

	@staticmethod
	def clear_old_logs(days: int = 30) -> None:
		"""Called by Frappe's log clearing. What still waits stays."""
		table = frappe.qb.DocType("Posting Job")
		old = table.modified < add_days(now_datetime(), -days)
		frappe.qb.from_(table).delete().where(old & (table.status == "Finished")).run()
