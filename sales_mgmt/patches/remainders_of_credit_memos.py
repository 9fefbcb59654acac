"""Posted credit memos had what remains of them with the sign of the ledger; documents are written without it."""

from sales_mgmt.posting.verify.verify_reversals import credit_memos
from sales_mgmt.storage.write import update_rows


def execute() -> None:
	update_rows(
		"Sales Credit Memo", {drift["name"]: {drift["field"]: drift["computed"]} for drift in credit_memos()}
	)
