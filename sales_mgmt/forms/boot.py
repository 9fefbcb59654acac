"""What the browser is told once, when the Desk starts."""

from typing import Any

from sales_mgmt.kinds.chain import RETURN
from sales_mgmt.kinds.documents import KINDS


def tell_kinds(bootinfo: Any) -> None:
	"""Hook `extend_bootinfo`: the table of documents."""
	bootinfo.sales_document_kinds = [
		{
			"doctype": kind.doctype,
			"chain": "return" if kind.chain is RETURN else "sale",
			"stage": kind.stage,
			"working": kind.working,
			"draft": kind.draft,
			"posted": kind.posted,
			"posts": kind.posts,
		}
		for kind in KINDS
	]
