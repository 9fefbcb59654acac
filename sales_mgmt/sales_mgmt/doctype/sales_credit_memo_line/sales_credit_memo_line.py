from sales_mgmt.posting.guard import LineOfDocument


class SalesCreditMemoLine(LineOfDocument):
	pass
