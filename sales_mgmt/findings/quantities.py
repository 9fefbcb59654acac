"""What can not be shipped or invoiced (E02, E03)."""

from decimal import Decimal

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.quantities import outstanding, plain, suggested_to_invoice


def check_quantities(
	row: int,
	quantity: Decimal,
	shipped: Decimal,
	invoiced: Decimal,
	cancelled: Decimal,
	to_ship: Decimal,
	to_invoice: Decimal,
) -> list[Finding]:
	"""Refuse what can not be shipped or invoiced (E02, and decision 9.2 for the quantity to invoice)."""
	findings = []
	if quantity < shipped:
		findings.append(
			Finding(
				"quantity_below_shipped",
				sentence("Row {0}: {1} are already shipped, so the quantity can not be lower than that."),
				(str(row), plain(shipped)),
				row,
			)
		)
		return findings
	most = outstanding(quantity, shipped, cancelled)
	if most < 0:
		message = sentence(
			"Row {0}: {1} are shipped or given up, so the quantity can not be lower than that."
		)
		return [Finding("quantity_below_closed", message, (str(row), plain(shipped + cancelled)), row)]
	if to_ship > most or to_ship < 0:
		findings.append(
			Finding(
				"E02",
				sentence("Row {0}: you can ship at most {1}. Change the quantity to ship, or the quantity."),
				(str(row), plain(most)),
				row,
			)
		)
		return findings
	most = suggested_to_invoice(shipped, to_ship, invoiced)
	if to_invoice > most or to_invoice < 0:
		findings.append(
			Finding(
				"qty_to_invoice",
				sentence(
					"Row {0}: you can invoice at most {1}: what is shipped, or will be shipped, and is not invoiced."
				),
				(str(row), plain(most)),
				row,
			)
		)
	return findings


def check_complete_line(row: int, left: Decimal, to_ship: Decimal) -> list[Finding]:
	"""E03 for one item line of an order whose shipping advice is Complete."""
	if to_ship >= left:
		return []
	message = sentence(
		"Row {0}: the customer accepts complete delivery only. Ship all {1} that are outstanding, or change the"
		" shipping advice of the order to Partial."
	)
	return [Finding("E03", message, (str(row), plain(left)), row)]
