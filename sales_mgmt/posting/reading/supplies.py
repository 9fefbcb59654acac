"""What waits of order lines, by the day it was shipped, or of return order lines by the day it was received.

Read from posted shipments and receipts, so for goods, services, accounts and charges alike. Only asked where a VAT rate changes
at all. Nothing is locked here: the order is, and its lines say how much waits.
"""

from dataclasses import replace
from datetime import date

from sales_mgmt.kinds.chain import Chain
from sales_mgmt.kinds.lines import CHARGE
from sales_mgmt.kinds.sold_under import vat_group_sold_under
from sales_mgmt.posting.core.facts import LineFacts
from sales_mgmt.posting.core.supplies import in_parts
from sales_mgmt.rates.supplies import RatedPart, Supplies, by_rate
from sales_mgmt.rates.vat_setup import Groups, VatTable
from sales_mgmt.rates.waiting_supplies import rate_of, read_supplies


def at_their_rates(
	lines: tuple[LineFacts, ...],
	table: VatTable,
	business_group: str | None,
	own_day: date | None,
	chain: Chain,
) -> tuple[LineFacts, ...]:
	"""The lines of a posting with the rates of their supplies; a line whose supplies have several, in parts.

	What takes back an invoice line has its rate already. A charge is not divided, for its goods are: it has the rate of the
	oldest that it bills.
	"""
	if not table.changes(_groups(line, business_group) for line in lines):
		return lines
	waiting = {
		line.order_line.name: line.order_line.shipped - line.order_line.invoiced
		for line in lines
		if line.order_line and line.invoice_now and not line.back.credited
	}
	supplies = read_supplies(chain, waiting)
	return tuple(part for line in lines for part in _parts(line, supplies, table, business_group, own_day))


def _groups(line: LineFacts, business_group: str | None) -> Groups:
	return vat_group_sold_under(line.back.sold, business_group), line.vat_product_group


def _parts(
	line: LineFacts, supplies: Supplies, table: VatTable, business_group: str | None, own_day: date | None
) -> tuple[LineFacts, ...]:
	if not line.invoice_now or line.back.credited:
		return (line,)
	rate = rate_of(table, _groups(line, business_group), own_day)
	if line.back.supplied_on:
		return (replace(line, vat_percent=rate(line.back.supplied_on)),)
	if line.order_line is None:
		return (line,)
	taken = by_rate(supplies.take(line.order_line.name, line.invoice_now), rate)
	if line.type == CHARGE:
		taken = [RatedPart(line.invoice_now, taken[0].vat_percent)]
	return in_parts(line, taken)
