"""What a line costs before anyone types a price. Pure: imports no frappe."""

from sales_mgmt.pricing.base_price import base_price

__all__ = ["base_price"]
