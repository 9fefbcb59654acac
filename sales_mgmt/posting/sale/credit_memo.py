"""Post a credit memo: goods of its own lines come back now, lines fetched from return orders came back before.

Submitting is posting: Frappe stores the document itself, between `prepare_credit_memo` and `write_credit_memo`.
"""

from frappe.model.document import Document

from sales_mgmt.kinds.chain import RETURN
from sales_mgmt.posting.core.returns.returns import plan_return
from sales_mgmt.posting.reading.gather import gather_credit_memo
from sales_mgmt.posting.sale.invoice import Prepared, prepare_billing, write_billing


def prepare_credit_memo(memo: Document) -> Prepared:
	"""Plan the posting and number the document. Raises PostingError with every finding."""
	facts = gather_credit_memo(memo, memo.posting_date, lock=True)
	return prepare_billing(memo, facts, plan_return, RETURN)


def write_credit_memo(memo: Document, prepared: Prepared) -> None:
	"""Write the ledgers of a prepared credit memo, what it takes back, and the counters of the return orders."""
	write_billing(memo, prepared, RETURN)
