"""The edge between a Frappe document and the pure `amounts` package: floats in, Decimal through, floats out once."""

from decimal import Decimal

from frappe.model.document import Document

from sales_mgmt.amounts import (
	AmountError,
	DocumentAmounts,
	DocumentInput,
	LineAmounts,
	RoundingType,
	VatRounding,
	calculate,
	to_decimal,
)
from sales_mgmt.documents.filling.earlier import earlier_of
from sales_mgmt.documents.filling.wholes import parts_of
from sales_mgmt.documents.pricing.line_input import CARRY_DISCOUNT, line_input
from sales_mgmt.findings.amounts import amount_finding
from sales_mgmt.findings.finding import Finding
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.lines import COMMENT
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.kinds.sold_under import sale_behind, vat_group_sold_under
from sales_mgmt.settings import currency_digits, get_policy

LINE_AMOUNTS = (
	"line_discount_amount",
	"line_discount_percent",
	"line_amount",
	"invoice_discount_amount",
	"amount",
	"vat_amount",
	"amount_including_vat",
	"amount_lcy",
	"vat_amount_lcy",
	"amount_including_vat_lcy",
	# On an invoice, for what takes it back: what its discounts come to on accounts of their own.
	"line_discount_excl_vat",
	"invoice_discount_excl_vat",
)
MOST_FINDINGS = 50
"""Impossible lines that are told at once. Each costs a calculation, and nobody reads more."""
LOCAL_AMOUNTS = ("amount_lcy", "vat_amount_lcy", "amount_including_vat_lcy")
DOCUMENT_AMOUNTS = (
	"invoice_discount_percent",
	"invoice_discount_amount",
	"amount",
	"vat_amount",
	"rounding_amount",
	"amount_including_vat",
	"amount_lcy",
	"vat_amount_lcy",
	"amount_including_vat_lcy",
)


def calculate_amounts(doc: DocumentShape) -> DocumentAmounts:
	"""Fill every amount of the document and its lines. Refuses impossible amounts, each with its row."""
	counted = [line for line in doc.lines if line.type != COMMENT]
	try:
		totals = calculate(_document_input(doc, counted))
	except AmountError:
		refuse(_impossible_amounts(doc, counted))
	on_line = _fields_of(doc.lines[0], LINE_AMOUNTS) if doc.lines else ()
	for line, amounts in zip(counted, totals.lines, strict=True):
		_set(line, amounts, on_line)
	for line in doc.lines:
		if line.type == COMMENT:
			line.update(dict.fromkeys(on_line, 0))
	_set(doc, totals, _fields_of(doc, DOCUMENT_AMOUNTS))
	if not doc.exchange_rate:
		doc.update(dict.fromkeys(LOCAL_AMOUNTS, 0))
	return totals


def _impossible_amounts(doc: DocumentShape, lines: list) -> list[Finding]:
	"""Every line that can not be calculated: without it, the calculation tells the next one."""
	findings: list[Finding] = []
	lines = list(lines)
	while len(findings) < MOST_FINDINGS:
		try:
			calculate(_document_input(doc, lines))
			break
		except AmountError as error:
			if error.line is None and findings:
				break
			findings.append(amount_finding(error, [line.idx for line in lines]))
			if error.line is None:
				break
			del lines[error.line]
	return findings


def _document_input(doc: DocumentShape, lines: list) -> DocumentInput:
	policy = get_policy()
	digits = currency_digits(doc.currency)
	# Lines taken from an order or a posted invoice carry their share of its discount with them.
	fixed = any(line.get(link) for line in lines for link in CARRY_DISCOUNT)
	by_amount = doc.invoice_discount_calculation == "Amount"
	return DocumentInput(
		lines=tuple(
			line_input(line, digits, fixed, part, _vat_business_group(doc, line))
			for line, part in zip(lines, parts_of(doc, lines), strict=True)
		),
		prices_include_vat=bool(doc.prices_include_vat),
		invoice_discount_percent=to_decimal(doc.get("invoice_discount_percent")),
		invoice_discount_amount=to_decimal(doc.invoice_discount_amount, digits) if by_amount else None,
		vat_rounding=VatRounding(policy.vat_rounding),
		digits=digits,
		exchange_rate=_exchange_rate(doc),
		local_digits=policy.local_digits,
		invoice_rounding_precision=policy.invoice_rounding_precision,
		invoice_rounding_type=RoundingType(policy.invoice_rounding_type),
		earlier=earlier_of(doc),
	)


def _vat_business_group(doc: DocumentShape, line: Document) -> str:
	sale = sale_behind(
		line.get("invoice_line"), line.get("applies_from_entry"), doc.flags.billed or {}, doc.flags.left or {}
	)
	return vat_group_sold_under(sale, doc.vat_business_group) or ""


def _exchange_rate(doc: DocumentShape) -> Decimal:
	"""The rate; where it is still to come, a form gets its amounts all the same. Saving insists on a rate."""
	rate = to_decimal(doc.exchange_rate)
	return Decimal(1) if not rate and doc.flags.only_calculating else rate


def _fields_of(target: Document, fields: tuple[str, ...]) -> tuple[str, ...]:
	"""Those of the fields that the DocType has; all lines of a document are of one."""
	return tuple(field for field in fields if target.meta.has_field(field))


def _set(target: Document, amounts: DocumentAmounts | LineAmounts, fields: tuple[str, ...]) -> None:
	for field in fields:
		target.set(field, float(getattr(amounts, field)))


def vat_specification(doc: DocumentShape) -> list[dict[str, float]]:
	"""[{vat_product_group, vat_percent, base, vat_amount}] in the document's currency: VAT per group, from the lines.

	Groups without an amount, as of a line that is still being entered, are left out.
	"""
	groups: dict[tuple[str, float], list[Decimal]] = {}
	digits = currency_digits(doc.currency)
	for line in doc.lines:
		if line.type == COMMENT:
			continue
		sums = groups.setdefault(
			(line.vat_product_group or "", line.vat_percent or 0), [Decimal(0), Decimal(0)]
		)
		sums[0] += to_decimal(line.amount, digits)
		sums[1] += to_decimal(line.vat_amount, digits)
	return [
		{"vat_product_group": group, "vat_percent": percent, "base": float(base), "vat_amount": float(vat)}
		for (group, percent), (base, vat) in groups.items()
		if base or vat
	]
