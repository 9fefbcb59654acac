import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.amounts import round_half_away, to_decimal
from sales_mgmt.documents.filling.stale import changed_fields, stale_fields
from sales_mgmt.findings.finding import sentence
from sales_mgmt.money.paying.open_entries import open_entries
from sales_mgmt.posting.money.payment import prepare_payment, write_payment
from sales_mgmt.posting.reading.open_entries import read_entries
from sales_mgmt.posting.road.posted import PostedBySubmit
from sales_mgmt.rates.document_rate import check_typed_rate, is_typed, usual_rate
from sales_mgmt.settings import currency_digits, get_settings, require_local_currency
from sales_mgmt.storage.children import SetBasedChildren
from sales_mgmt.storage.write import update_rows
from sales_mgmt.texts.messages import bold, said

FILLED_BY_POSTING = (
	"idx",
	"sales_invoice",
	"due_date",
	"remaining_amount",
	"amount",
	"payment_discount",
	"payment_tolerance",
)

FOLLOWS = {
	"customer": ("payment_method", "currency"),
	"payment_method": ("payment_account",),
	"currency": ("exchange_rate",),
	"posting_date": ("exchange_rate",),
}
"""Fields that are filled anew when another one changes, unless they are changed with it."""


class CustomerPayment(SetBasedChildren, PostedBySubmit):
	"""Money from a customer, or back to one, and the entries it pays (domain A22). Submitting posts it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.receivables.doctype.customer_payment_application.customer_payment_application import (
			CustomerPaymentApplication,
		)

		amount: DF.Currency
		amount_lcy: DF.Currency
		applications: DF.Table[CustomerPaymentApplication]
		currency: DF.Link | None
		customer: DF.Link
		customer_ledger_entry: DF.Link | None
		customer_name: DF.Data | None
		description: DF.Data | None
		exchange_rate: DF.Float
		external_document_no: DF.Data | None
		kind: DF.Literal["Payment", "Refund"]
		late_payment_discount: DF.Literal["", "Accept", "Refuse"]
		naming_series: DF.Literal["CP-.#####"]
		payment_account: DF.Link | None
		payment_method: DF.Link | None
		payment_tolerance: DF.Literal["", "Accept", "Leave Open"]
		posted_no: DF.Data | None
		posting_date: DF.Date | None
		unapplied_amount: DF.Currency
	# end: auto-generated types

	correction_hint = sentence("Unapply it, or post the opposite: a refund for a payment.")

	def __setup__(self) -> None:
		"""The customer's currency comes before the site's, which Frappe would fill in."""
		self.dont_update_if_missing = ["currency"]
		if self.get("__islocal") and not self.get("name") and not self.get("customer"):
			self.currency = None

	def validate(self) -> None:
		self.kind = self.kind or "Payment"
		self.posted_no = self.customer_ledger_entry = None
		self.unapplied_amount = 0
		self.blank_stale_fields()
		if not self.customer:
			return  # Frappe asks for it
		self.fill_defaults()
		self.fill_applications()
		self.fill_local_amount()

	def blank_stale_fields(self) -> None:
		stored = self.get_doc_before_save()
		if not stored:
			return
		fields = {*FOLLOWS, *(field for fields in FOLLOWS.values() for field in fields)}
		changed = changed_fields(fields, stored.get, self.get)
		stale = stale_fields(FOLLOWS, changed)
		if "currency" not in changed | stale and is_typed(stored):
			stale.discard("exchange_rate")
		for field in stale:
			self.set(field, None)

	def fill_defaults(self) -> None:
		require_local_currency()
		settings = get_settings()
		customer = frappe.get_cached_doc("Customer", self.customer)
		self.customer_name = customer.customer_name
		self.currency = self.currency or customer.currency or settings.local_currency
		self.payment_method = self.payment_method or customer.payment_method
		method_account = self.payment_method and frappe.get_cached_value(
			"Payment Method", self.payment_method, "balancing_account"
		)
		self.payment_account = self.payment_account or method_account or settings.payment_account
		if self.currency == settings.local_currency:
			self.exchange_rate = 1
			return
		check_typed_rate(self)
		if not self.exchange_rate and self.posting_date:
			self.exchange_rate = float(usual_rate(self.currency, getdate(self.posting_date)))

	def fill_local_amount(self) -> None:
		local_digits = currency_digits(get_settings().local_currency)
		amount = to_decimal(self.amount, currency_digits(self.currency)) * to_decimal(self.exchange_rate)
		self.amount_lcy = float(round_half_away(amount, local_digits))

	def fill_applications(self) -> None:
		"""Show what every row pays: the invoice, its due date and what is left of it.

		Where no exchange rate is known for the day of the payment, the rate of what it pays is taken.
		"""
		entries = read_entries([row.entry for row in self.applications], lock=False)
		for row in self.applications:
			entry = entries.get(row.entry)
			if not entry:
				frappe.throw(
					said(_("Row {0}: there is no customer ledger entry {1}. Choose one that exists.")).format(
						row.idx, bold(row.entry or "")
					)
				)
			row.sales_invoice = entry.document_name if entry.document_doctype == "Sales Invoice" else None
			row.due_date, row.remaining_amount = entry.due_date, abs(entry.remaining_amount)
			row.payment_discount = row.payment_tolerance = 0
			if not self.exchange_rate and entry.currency == self.currency:
				self.exchange_rate = entry.exchange_rate

	def before_submit(self) -> None:
		super().before_submit()
		self.apply_to_oldest()
		self.flags.prepared = prepare_payment(self)

	def goes_to_the_oldest(self) -> bool:
		"""A payment that names no entry closes the oldest ones, if the customer is set up that way."""
		method = self.customer and frappe.get_cached_value("Customer", self.customer, "application_method")
		return not self.applications and method == "Apply to Oldest" and self.kind != "Refund"

	def entries_to_apply(self) -> list[str]:
		"""What posting it will lock, known before it is named."""
		if not self.goes_to_the_oldest():
			return [row.entry for row in self.applications if row.entry]
		return [entry["entry"] for entry in open_entries(self.customer)]

	def apply_to_oldest(self, lock: bool = True) -> None:
		if not self.goes_to_the_oldest():
			return
		self.flags.by_age = True  # a tolerance is never given where nobody chose what is paid
		for entry in open_entries(self.customer, self.currency, lock=lock, until=getdate(self.posting_date)):
			self.append(
				"applications", {"entry": entry["entry"], "remaining_amount": entry["remaining_amount"]}
			)
		self.fill_applications()
		self.set_name_in_children()

	def update_child_table(self, fieldname: str, df: Document | None = None) -> None:
		"""Posting fills in every row. They are updated together; Frappe finds them as they should be."""
		stored = self.get_doc_before_save()
		if self._action == "submit" and stored:
			before = {row.name: row for row in stored.applications}
			rows = [row for row in self.applications if row.name in before]
			changes = {row.name: {field: row.get(field) for field in FILLED_BY_POSTING} for row in rows}
			update_rows("Customer Payment Application", changes)
			for row in rows:
				before[row.name].update(changes[row.name])
		super().update_child_table(fieldname, df)

	def on_submit(self) -> None:
		write_payment(self, self.flags.prepared)
