"""Documents for every print format, and where their texts stand on the sheets."""

import re
from io import BytesIO

import frappe
from build import DAY, buyer, goods, item, order, post, posted_invoice, quote
from pypdf import PdfReader

from sales_mgmt import api
from sales_mgmt.print_formats.code128 import STOP, WIDTHS

ONE_ROW = 3
"""Points: words whose base lines are nearer stand in one row."""


def made(print_format, count, language):
	"""A document for the format, with `count` lines at 1,234.50: (DocType, name)."""
	code = goods(price=1234.5, stock=count)
	lines = [item(code, 1) for _line in range(count)]
	customer = buyer(language=language, currency=None, price_group=None, payment_terms="14D")
	if print_format == "Sales Quote":
		return "Sales Quote", quote(*lines, customer=customer).name
	if print_format == "Sales Invoice":
		return "Sales Invoice", posted_invoice(*lines, customer=customer).name
	if print_format == "Sales Credit Memo":
		return "Sales Credit Memo", api.cancel_invoice(posted_invoice(*lines, customer=customer).name)
	if print_format == "Return Receipt":
		values = {"doctype": "Sales Return Order", "customer": customer, "posting_date": DAY, "lines": lines}
		doc = frappe.get_doc(values).insert()
		return "Return Receipt", api.post("Sales Return Order", doc.name, ship=True)["return_receipt"]
	if print_format == "Picking List":  # the same item would be added up
		lines = [
			item(goods(shelves=[{"location": "MAIN", "shelf": f"A-{line}"}]), 1) for line in range(count)
		]
	doc = order(*lines, customer=customer)
	if print_format == "Delivery Note":
		return "Sales Shipment", post(doc, ship=True).shipment
	return "Sales Order", doc.name


def places(pdf):
	"""Per sheet [(words, x, y)] of every piece of text, from the lower left corner in points."""
	return [_pieces(page) for page in PdfReader(BytesIO(pdf)).pages]


def pages(pdf):
	"""The text of every page, with single blanks: row by row, whatever order it was drawn in."""
	return [" ".join(" ".join(row) for row in rows(sheet)) for sheet in places(pdf)]


def drawn(pdf):
	"""The text of every page in the order it was drawn, with single blanks: what stands in one box stays together."""
	return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def rows(sheet):
	"""The words of a sheet of `places`, row by row from the top, each from the left."""
	found = []
	for words, x, y in sorted(sheet, key=lambda piece: -piece[2]):
		if not found or found[-1][0] - y > ONE_ROW:
			found.append((y, []))
		found[-1][1].append((x, words))
	return [[words for _x, words in sorted(row)] for _y, row in found]


def _pieces(page):
	fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
	found, font = [], {}

	def visit(operator, operands, cm, tm):
		nonlocal font
		if operator == b"Tf":
			font = fonts[operands[0]]
		elif operator in (b"Tj", b"TJ"):
			shown = operands[0] if isinstance(operands[0], list) else operands
			codes = b"".join(part.original_bytes for part in shown if hasattr(part, "original_bytes"))
			words = "".join(font.get(codes[at : at + 2], "") for at in range(0, len(codes), 2))
			x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
			found.append((" ".join(words.split()), float(x), float(y)))

	page.extract_text(visitor_operand_before=visit)
	return [piece for piece in found if piece[0]]


def _letters(font):
	"""What the two bytes of each glyph stand for: the font's own map to Unicode."""
	table = font["/ToUnicode"].get_object().get_data().decode()
	pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
	return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def scanned(pdf):
	"""What a scanner reads of Code 128, from the top: the texts of all rows of black bars on all sheets."""
	return [_read(bars) for page in PdfReader(BytesIO(pdf)).pages for bars in _bars(page)]


def _bars(page):
	"""Per bar code the [(x, width)] of its bars, from the left."""
	found, last = {}, None

	def visit(operator, operands, cm, tm):
		nonlocal last
		if operator == b"re":
			x, _y, width, height = (float(value) for value in operands)
			last = (x * cm[0] + cm[4], round(cm[5]), width * cm[0], height * abs(cm[3]))
		elif operator == b"f" and last and last[3] > 10:
			found.setdefault(last[1], []).append((last[0], last[2]))
		if operator in (b"f", b"W", b"n", b"S"):
			last = None

	page.extract_text(visitor_operand_before=visit)
	return [sorted(bars) for _y, bars in sorted(found.items(), reverse=True) if len(bars) > 8]


def _read(bars):
	"""The text of the bars, by set B and C. Raises where start, check value or stop are wrong."""
	module = sum(width for _x, width in bars[-3:-1]) / 4  # the stop is 2 3 3 1 1 1 2
	ends = [x for x, _width in bars[1:]] + [bars[-1][0] + bars[-1][1]]
	widths = []
	for (x, width), end in zip(bars, ends, strict=True):
		widths += [round(width / module), round((end - x - width) / module)]
	widths = "".join(map(str, widths[:-1]))
	assert widths[-7:] == WIDTHS[STOP]
	start, *values, check = (WIDTHS.index(widths[at : at + 6]) for at in range(0, len(widths) - 7, 6))
	assert (start + sum(place * value for place, value in enumerate(values, 1))) % 103 == check
	text, in_pairs = "", start == 105
	for value in values:
		if value in (99, 100):
			in_pairs = value == 99
		else:
			text += f"{value:02d}" if in_pairs else chr(value + 32)
	return text
