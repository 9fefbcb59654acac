"""What domain section 3 says of an order and its lines, in as few words as possible. Knows nothing of the program."""

from __future__ import annotations

from dataclasses import dataclass, field


class Refused(Exception):
	"""The domain refuses it; the argument is the code of the reason."""


@dataclass(eq=False)
class Line:
	price: int
	quantity: int
	shipped: int = 0
	invoiced: int = 0
	cancelled: int = 0
	to_ship: int = 0
	to_invoice: int = 0

	def __post_init__(self) -> None:
		self.suggest()

	@property
	def outstanding(self) -> int:
		return self.quantity - self.shipped - self.cancelled

	def suggest(self) -> None:
		self.to_ship = self.outstanding
		self.to_invoice = self.shipped + self.to_ship - self.invoiced


@dataclass
class Order:
	lines: list[Line]
	status: str = "Open"
	billed: int = 0
	"""Net value of everything invoiced."""

	pieces: list[int] = field(default_factory=lambda: [0, 0])
	"""How many pieces are shipped and invoiced in all, of lines that may be gone."""

	def edit(self, line: Line, name: str, value: int) -> None:
		self.must_not_be(self.status == "Completed", "Completed")
		if value == getattr(line, name):
			return
		agreed, lowered = name in ("price", "quantity"), name == "quantity" and value < line.quantity
		self.must_not_be(agreed and self.status == "Released", "E04")
		self.must_not_be(lowered and line.shipped, "quantity_lowered")
		self.must_not_be(name == "price" and line.shipped, "shipped_line")
		self.must_not_be((lowered or name == "price") and line.cancelled, "closed_line")
		self.must_not_be(name == "to_ship" and value > line.outstanding, "E02")
		most = line.shipped + line.to_ship - line.invoiced
		self.must_not_be(name == "to_invoice" and value > most, "qty_to_invoice")
		setattr(line, name, value)
		if name == "quantity":
			line.suggest()
		if name == "to_ship":
			line.to_invoice = line.shipped + value - line.invoiced

	def add(self, line: Line) -> None:
		self.must_not_be(self.status == "Completed", "Completed")
		self.must_not_be(self.status == "Released", "E04")
		self.lines.append(line)

	def remove(self, line: Line) -> None:
		self.must_not_be(self.status == "Completed", "Completed")
		self.must_not_be(line.shipped, "E15")
		self.must_not_be(line.cancelled, "closed_line")
		self.must_not_be(self.status == "Released", "E04")
		self.lines.remove(line)
		if self.lines:
			self.complete()

	def release(self) -> None:
		self.must_not_be(self.status == "Completed", "Completed")
		self.status = "Released"

	def reopen(self) -> None:
		given_up = [line for line in self.lines if line.cancelled]
		if self.status == "Completed":
			self.must_not_be(not given_up, "Completed")
			for line in given_up:
				line.cancelled = 0
				line.suggest()
		self.status = "Open"

	def post(self, ship: bool, invoice: bool) -> None:
		self.must_not_be(self.status == "Completed", "status")
		now = []
		for line in self.lines:
			shipping = line.to_ship if ship else 0
			most = line.shipped + shipping - line.invoiced
			now.append((shipping, min(line.to_invoice, most) if invoice else 0))
		ships, invoices = any(part[0] for part in now), any(part[1] for part in now)
		self.must_not_be(ship and not ships and not invoices, "nothing_to_ship")
		self.must_not_be(invoice and not invoices, "E01")
		for line, (shipping, billing) in zip(self.lines, now, strict=True):
			line.shipped, line.invoiced = line.shipped + shipping, line.invoiced + billing
			self.pieces = [self.pieces[0] + shipping, self.pieces[1] + billing]
			self.billed += billing * line.price
			line.suggest()
		self.status = "Released"
		self.complete()

	def close(self) -> None:
		self.must_not_be(self.status == "Completed", "status")
		left = [line for line in self.lines if line.outstanding]
		self.must_not_be(not left, "nothing_outstanding")
		for line in left:
			line.cancelled += line.outstanding
			line.suggest()
		self.complete()

	def complete(self) -> None:
		if all(line.invoiced == line.quantity - line.cancelled for line in self.lines):
			self.status = "Completed"

	@staticmethod
	def must_not_be(condition: object, reason: str) -> None:
		if condition:
			raise Refused(reason)
