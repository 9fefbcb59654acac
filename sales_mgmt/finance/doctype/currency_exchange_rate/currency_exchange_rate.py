import frappe
from frappe import _
from frappe.utils import flt, formatdate, getdate

from sales_mgmt.amounts import MIN_RATE, to_decimal, unit_rate
from sales_mgmt.ownership import Guarded
from sales_mgmt.rates.exchange_rates import forget_rates
from sales_mgmt.settings import get_settings
from sales_mgmt.texts.messages import bold, said


class CurrencyExchangeRate(Guarded):
	"""What a currency is worth in local currency from a day on. One per currency and day; may be imported."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		currency: DF.Link
		exchange_rate_amount: DF.Float
		local_amount: DF.Currency
		starting_date: DF.Date
	# end: auto-generated types

	def before_naming(self) -> None:
		"""The date is part of the name. An import brings it with a time of day."""
		self.starting_date = getdate(self.starting_date)

	def validate(self) -> None:
		self.check_foreign()
		self.check_amounts()
		self.check_only_one_a_day()

	def check_foreign(self) -> None:
		if self.currency == get_settings().local_currency:
			frappe.throw(
				said(
					_("{0} is the local currency and needs no exchange rate. Choose another currency.")
				).format(bold(self.currency))
			)

	def check_amounts(self) -> None:
		for field in ("exchange_rate_amount", "local_amount"):
			if flt(self.get(field)) <= 0:
				frappe.throw(said(_("{0} must be greater than zero.")).format(_(self.meta.get_label(field))))
		if unit_rate(to_decimal(self.local_amount), to_decimal(self.exchange_rate_amount)) < MIN_RATE:
			frappe.throw(
				said(
					_("One {0} would be worth less than {1}. Enter a greater {2}, or a smaller {3}.")
				).format(
					bold(self.currency),
					f"{MIN_RATE:f}",
					_(self.meta.get_label("local_amount")),
					_(self.meta.get_label("exchange_rate_amount")),
				)
			)

	def check_only_one_a_day(self) -> None:
		same_day = {"currency": self.currency, "starting_date": self.starting_date}
		others = set(frappe.get_all("Currency Exchange Rate", same_day, pluck="name"))
		if others if self.is_new() else others - {self.name}:
			frappe.throw(
				said(_("There is a rate for {0} from {1} on already. Change that one.")).format(
					bold(self.currency), formatdate(self.starting_date)
				),
				frappe.DuplicateEntryError,
			)

	def on_update(self) -> None:
		forget_rates()

	def on_trash(self) -> None:
		forget_rates()
