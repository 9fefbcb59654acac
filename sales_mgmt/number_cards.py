"""Amounts on the workspace's number cards (domain A01), in local currency and written out for the user.

Frappe shortens a large number, and where a point separates the thousands it then reads the point of "6.20 K" as such a
separator and shows a hundred times as much. So amounts come as text. Each counts what the user may see and raises PermissionError
if that is nothing at all; `filters` is what Frappe sends to every card and is not used.
"""

from decimal import Decimal
from typing import Any

from frappe.utils import fmt_money, get_first_day, getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.incoming.arguments import action
from sales_mgmt.reporting.as_of import aged_sums
from sales_mgmt.reporting.buckets import NOT_DUE, Buckets
from sales_mgmt.sales_mgmt.report.order_backlog.order_backlog import backlog
from sales_mgmt.sales_mgmt.report.sales_by_month.sales_by_month import sales
from sales_mgmt.settings import get_settings

Filters = str | dict[str, Any] | list[Any] | None


@action()
def order_backlog(filters: Filters = None) -> str:
	"""What is ordered and not shipped, without VAT."""
	return _text(row["amount"] for row in backlog())


@action()
def sales_this_month(filters: Filters = None) -> str:
	"""What was invoiced since the first of the month less what was credited, without VAT."""
	today = getdate()
	return _text(row["sales"] for row in sales(get_first_day(today), today))


@action()
def overdue_receivables(filters: Filters = None) -> str:
	"""What was due before today and is open, credits taken off, VAT included: Overdue in Aged Receivables."""
	aged = aged_sums(Buckets(getdate()))
	return _text(amount for _customer, _currency, bucket, _amount, amount in aged if bucket != NOT_DUE)


def _text(amounts: Any) -> str:
	total = sum((to_decimal(amount) for amount in amounts), Decimal(0))
	return fmt_money(total, precision=0, currency=get_settings().local_currency)
