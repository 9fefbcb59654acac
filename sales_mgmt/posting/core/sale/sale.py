"""From the facts of a sale to its plan: ship, invoice, or both, of an order or a direct invoice (domain 4.4)."""

from sales_mgmt.amounts import AmountError
from sales_mgmt.findings.amounts import amount_finding
from sales_mgmt.findings.finding import PostingRefused, blocking
from sales_mgmt.kinds.lines import COMMENT
from sales_mgmt.posting.core.charges.charges import Charged, add_charges
from sales_mgmt.posting.core.entries import CustomerEntry, InvoicePart, Plan, ShippedLine
from sales_mgmt.posting.core.facts import SaleFacts
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.sale.checks import check_sale
from sales_mgmt.posting.core.sale.goods import Goods, move_goods
from sales_mgmt.posting.core.sale.immediate import (
	is_paid_at_once,
	paid_application,
	paid_entries,
	paid_ledger,
)
from sales_mgmt.posting.core.sale.invoice import (
	billed_lines,
	invoice_discount_lcy,
	invoice_part,
	payment_discount,
)
from sales_mgmt.posting.core.sale.ledger import cost_entries, invoice_entries, vat_entries
from sales_mgmt.posting.core.sale.order_lines import order_line_changes
from sales_mgmt.posting.core.selfcheck import selfcheck


def plan_sale(facts: SaleFacts) -> Plan:
	"""Plan a posting. Raises PostingRefused with every finding that blocks it."""
	findings = check_sale(facts)
	blocked = blocking(findings)
	if any(finding.code in ("E24", "exchange_rate") for finding in blocked):
		# Without accounts or a rate nothing can be planned, but stock can still be looked at: report it in the same go.
		findings += move_goods(facts, {}).findings
		raise PostingRefused(findings)
	try:
		invoice = invoice_part(facts.header, facts.lines, facts.policy) if facts.invoice else None
	except AmountError as error:
		rows = [line.row for line in billed_lines(facts.lines)]
		findings += [amount_finding(error, rows), *move_goods(facts, {}).findings]
		raise PostingRefused(findings) from error
	billed = invoice.lines if invoice else ()
	goods = move_goods(facts, {line.line.name: line for line in billed})
	charged = add_charges(facts, billed, goods.items, goods.values, goods.entry_changes())
	findings += [*goods.findings, *charged.findings]
	if blocking(findings):
		raise PostingRefused(findings)
	plan = _plan(facts, goods, charged, invoice)
	selfcheck(plan)
	return plan


def _plan(facts: SaleFacts, goods: Goods, charged: Charged, invoice: InvoicePart | None) -> Plan:
	header, accounts, policy = facts.header, facts.accounts, facts.policy
	ledger, paid, vat, customer, applications = [], [], [], [], []
	if invoice:
		ledger = invoice_entries(header, invoice.lines, invoice.totals, accounts, policy)
		if policy.automatic_cost_posting:
			ledger += cost_entries(header, goods.values, facts.lines, accounts, policy)
		vat = vat_entries(header, invoice.totals)
		entry = _customer_entry(facts, invoice)
		customer = [entry]
		if is_paid_at_once(header, entry):
			customer = paid_entries(header, entry)
			paid = paid_ledger(header, entry, accounts.receivables_account)
			applications = [paid_application(entry)]
	return Plan(
		shipped=_shipped_lines(facts),
		invoice=invoice,
		ledger=(*merged(ledger), *paid),
		vat=tuple(vat),
		customer=tuple(customer),
		applications=tuple(applications),
		items=charged.items,
		values=charged.values,
		item_changes=charged.changes,
		item_applications=goods.applications(),
		item_costs=goods.costs(),
		order_lines=order_line_changes(facts, invoice.lines if invoice else (), whole_order="Sales Order"),
		charges=charged.assigned,
		stock=goods.changed_stock(),
	)


def _shipped_lines(facts: SaleFacts) -> tuple[ShippedLine, ...]:
	"""Lines of the posted shipment. A direct invoice makes one only by the setting Shipment on Invoice."""
	if facts.header.doctype == "Sales Invoice" and not facts.policy.shipment_on_invoice:
		return ()
	if not any(line.ship_now for line in facts.lines):
		return ()
	return tuple(
		ShippedLine(line, line.ship_now) for line in facts.lines if line.ship_now or line.type == COMMENT
	)


def _customer_entry(facts: SaleFacts, invoice: InvoicePart) -> CustomerEntry:
	header, totals = facts.header, invoice.totals
	return CustomerEntry(
		document_type="Invoice",
		customer=header.bill_to_customer,
		currency=header.currency,
		amount=totals.amount_including_vat,
		amount_lcy=totals.amount_including_vat_lcy,
		exchange_rate=header.exchange_rate,
		remaining_amount=totals.amount_including_vat,
		remaining_amount_lcy=totals.amount_including_vat_lcy,
		dimensions=header.dimensions,
		payment_discount_date=header.payment_discount_date,
		payment_discount_amount=payment_discount(header, invoice),
		sales_lcy=totals.amount_lcy,
		invoice_discount_lcy=invoice_discount_lcy(header, invoice, facts.policy),
	)
