"""The board of quotes also on sites that had the app before."""

from sales_mgmt.forms.boards import add_board


def execute() -> None:
	add_board()
