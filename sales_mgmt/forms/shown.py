"""What the form of a sales document shows beside its fields."""

from sales_mgmt.approvals.workflow import approving_workflow
from sales_mgmt.documents.base import SalesDocument
from sales_mgmt.documents.filling.amounts import vat_specification
from sales_mgmt.documents.state.workflow_hold import hold_findings
from sales_mgmt.findings.telling import as_dict
from sales_mgmt.forms.headlines.read import document_headlines
from sales_mgmt.forms.warnings import credit_exposure, warnings_of
from sales_mgmt.supply.availability import line_availability


class ShownDocument(SalesDocument):
	"""A sales document as the Desk loads it: VAT, warnings, headlines, what is in stock, and whether a Workflow holds it."""

	def onload(self) -> None:
		self.set_onload("vat_specification", vat_specification(self))
		exposure = credit_exposure(self)
		found = warnings_of(self, exposure)
		self.set_onload("warnings", [as_dict(finding) for finding in found])
		self.set_onload("headlines", document_headlines(self, found, exposure))
		if not self.docstatus and self.status not in self.closed_statuses:
			self.set_onload("availability", line_availability(self))
		self.set_onload("released_by_workflow", bool(approving_workflow(self.doctype)))
		self.set_onload("held_by_workflow", bool(hold_findings(self.doctype, self.name)))
