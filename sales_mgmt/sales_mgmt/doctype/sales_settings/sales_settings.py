import frappe
from frappe import _

from sales_mgmt.ownership import Guarded
from sales_mgmt.print_formats.chosen import check_choices
from sales_mgmt.rates.formulas import check_formula
from sales_mgmt.rates.terms import mark_typed_dates
from sales_mgmt.texts.messages import bold, said


class SalesSettings(Guarded):
	"""The switches of the company (domain 5). Read through the cache, never written by a posting."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.print_format_choice.print_format_choice import PrintFormatChoice

		adjustment_series: DF.Link | None
		allow_editing_active_price: DF.Check
		allow_negative_stock: DF.Check
		allow_posting_from: DF.Date | None
		allow_posting_to: DF.Date | None
		archive_orders: DF.Check
		archive_quotes: DF.Literal["Never", "Question", "Always"]
		archive_return_orders: DF.Check
		automatic_cost_posting: DF.Check
		bank_account_no: DF.Data | None
		bank_name: DF.Data | None
		calc_invoice_discount: DF.Check
		company_name: DF.Data | None
		credit_warnings: DF.Literal["Both Warnings", "Credit Limit", "Overdue Balance", "No Warning"]
		default_location: DF.Link | None
		default_qty_to_ship: DF.Literal["Remainder", "Blank"]
		discount_posting: DF.Literal["No Discounts", "Invoice Discounts", "Line Discounts", "All Discounts"]
		earliest_allowed_valuation_date: DF.Date | None
		exact_cost_reversing_mandatory: DF.Check
		external_document_no_mandatory: DF.Check
		figures_on_paper: DF.Literal["Language of the Document", "Site"]
		iban: DF.Data | None
		invoice_rounding_precision: DF.Currency
		invoice_rounding_type: DF.Literal["Nearest", "Up", "Down"]
		keep_sent_pdf: DF.Check
		late_discount_warning: DF.Check
		link_document_date: DF.Check
		local_currency: DF.Link
		max_payment_tolerance: DF.Currency
		organisation_no: DF.Data | None
		payment_account: DF.Link | None
		payment_discount_grace_period: DF.Data | None
		payment_series: DF.Link | None
		payment_tolerance_percent: DF.Percent
		payment_tolerance_warning: DF.Check
		pdf_engine: DF.Literal["WeasyPrint", "Site's Own"]
		post_in_background: DF.Check
		posted_credit_memo_series: DF.Link | None
		posted_invoice_series: DF.Link | None
		posted_return_receipt_series: DF.Link | None
		posted_shipment_series: DF.Link | None
		print_custom_line_fields: DF.Check
		print_formats: DF.Table[PrintFormatChoice]
		quote_validity: DF.Data | None
		realized_gains_account: DF.Link | None
		realized_losses_account: DF.Link | None
		return_receipt_on_credit_memo: DF.Check
		shipment_on_invoice: DF.Check
		stockout_warning: DF.Check
		swift_bic: DF.Data | None
		vat_date_follows: DF.Literal["Posting Date", "Document Date"]
		vat_rounding: DF.Literal["Document", "Line"]
	# end: auto-generated types

	def validate(self) -> None:
		check_formula(self, "quote_validity")
		check_formula(self, "payment_discount_grace_period")
		self.check_local_currency()
		check_choices(self)

	def check_local_currency(self) -> None:
		stored = self.get_doc_before_save()
		if not stored or not stored.local_currency or stored.local_currency == self.local_currency:
			return
		if frappe.db.exists("General Ledger Entry", {}):
			frappe.throw(
				said(
					_(
						"The ledgers are kept in {0}. The local currency can not be changed once something is posted."
					)
				).format(bold(stored.local_currency))
			)

	def on_update(self) -> None:
		self.align_site_currency()
		self.keep_typed_document_dates()

	def keep_typed_document_dates(self) -> None:
		before = self.get_doc_before_save()
		if self.link_document_date and before and not before.link_document_date:
			mark_typed_dates()

	def align_site_currency(self) -> None:
		"""Frappe shows amounts without a currency of their own in the site's default: that should be ours."""
		default = frappe.db.get_default("currency")
		if not default and self.local_currency:
			frappe.db.set_default("currency", self.local_currency)
		elif default and self.local_currency and default != self.local_currency:
			frappe.msgprint(
				said(
					_(
						"The default currency of this site is {0}, so amounts in local currency are shown with its symbol."
						" Make {1} the default currency of the site."
					)
				).format(bold(default), bold(self.local_currency)),
				indicator="orange",
			)
