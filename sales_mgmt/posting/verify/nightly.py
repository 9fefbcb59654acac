"""Every night the caches are compared with their entries; a drift is a defect and is logged where admins look."""

import frappe

from sales_mgmt.posting.verify.books import verify

SHOWN = 50


def verify_books() -> None:
	"""Log the first drifts, if there are any."""
	drifts = verify()
	if drifts:
		frappe.log_error(
			title=f"Sales Management: {len(drifts)} caches differ from their entries",
			message=frappe.as_json(drifts[:SHOWN]),
		)
