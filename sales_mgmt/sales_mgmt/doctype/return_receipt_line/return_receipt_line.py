from sales_mgmt.posting.guard import LineOfDocument


class ReturnReceiptLine(LineOfDocument):
	pass
