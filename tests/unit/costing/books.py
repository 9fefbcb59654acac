"""A small stockroom for tests of costing: goods come, leave, come back, and cost more afterwards."""

from decimal import Decimal as D

from sales_mgmt.costing import CostBook, CostedItem, CostFacts, Entry, History, left_value


class Stockroom:
	"""A cost book of one item whose history is complete from the first entry on."""

	def __init__(self, method, unit_cost="60"):
		self.item = CostedItem("1000", D(unit_cost), method)
		self.book = CostBook({}, CostFacts(histories={"1000": History()}))
		self.count = 0

	def _entry(self, quantity, location):
		self.count += 1
		return Entry(f"E{self.count}", "1000", location, D(quantity), D(0), invoiced_quantity=D(quantity))

	def buy(self, quantity, cost, location="MAIN"):
		entry = self._entry(quantity, location)
		self.book.receive(self.item, entry, D(cost))
		return entry.name

	def sell(self, quantity, location="MAIN"):
		entry = self._entry(-D(quantity), location)
		self.book.issue(self.item, entry)
		return entry.name

	def take_back(self, quantity, sale, location="MAIN"):
		entry = self._entry(quantity, location)
		self.book.receive_back(entry, sale)
		return entry.name

	def add_cost(self, entry, amount):
		self.book.revalue(self.item, entry, D(amount))

	def cost(self, entry):
		return self.book.entries[entry].cost_amount

	def left(self, entry):
		return self.book.entries[entry].remaining_quantity

	def stock(self, location="MAIN"):
		level = self.book.level("1000", location)
		return level.quantity, level.cost_amount

	def left_value(self, location="MAIN"):
		return sum(
			(left_value(entry, 2) for entry in self.book.entries.values() if entry.location == location), D(0)
		)
