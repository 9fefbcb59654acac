import frappe
from frappe.utils import add_days, now_datetime

from sales_mgmt.ownership import Guarded


class PostingBatch(Guarded):
	"""A log of documents posted in one go (domain 4.1). Written by the batch itself, set-based."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.posting_batch_result.posting_batch_result import PostingBatchResult

		document_type: DF.Literal["Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo"]
		error: DF.SmallText | None
		failed: DF.Int
		filters: DF.Code | None
		invoice: DF.Check
		names: DF.Code | None
		posted: DF.Int
		posting_date: DF.Date | None
		replace_document_date: DF.Check
		replace_posting_date: DF.Check
		results: DF.Table[PostingBatchResult]
		seen: DF.Code | None
		ship: DF.Check
		status: DF.Literal["Queued", "Running", "Finished", "Failed"]
		total: DF.Int
	# end: auto-generated types

	@staticmethod
	def clear_old_logs(days: int = 180) -> None:
		"""Called by Frappe's log clearing."""
		old = {"modified": ("<", add_days(now_datetime(), -days))}
		for name in frappe.get_all("Posting Batch", old, pluck="name"):
			frappe.delete_doc("Posting Batch", name, ignore_permissions=True)
