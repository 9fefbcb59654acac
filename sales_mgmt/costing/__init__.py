"""What goods are worth: when they come, when they leave, when they come back, and when their cost changes later.

`CostBook` takes the facts of one posting (stock levels, open item entries) and its goods movements one after the other,
and collects what follows: applications of outbound to inbound entries, changes of entries and of stock levels. Amounts
are Decimal in local currency, quantities in base units. Entries are signed: goods that leave are negative, in quantity
and in cost. The package knows neither database nor framework. Domain: A37 (exact cost reversal), A20 (undo), 4.6.
"""

from sales_mgmt.costing.book import CostBook
from sales_mgmt.costing.model import (
	AVERAGE,
	FIFO,
	METHODS,
	STANDARD,
	Application,
	CostedItem,
	CostFacts,
	Entry,
	History,
	StockKey,
	StockLevel,
)
from sales_mgmt.costing.shares import actual_share, came_back, estimate, left_value

__all__ = [
	"AVERAGE",
	"FIFO",
	"METHODS",
	"STANDARD",
	"Application",
	"CostBook",
	"CostFacts",
	"CostedItem",
	"Entry",
	"History",
	"StockKey",
	"StockLevel",
	"actual_share",
	"came_back",
	"estimate",
	"left_value",
]
