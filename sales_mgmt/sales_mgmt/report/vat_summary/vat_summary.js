{
	const { between, link_filter, list_url, period_filters, report_formatter, select_filter } = sales_mgmt.reports;

	// The row's own period, cut to the days that were asked for.
	const entries =
		(document_doctype) =>
		({ vat_business_group, vat_product_group, vat_percent, first_day, last_day }) =>
			list_url("VAT Entry", {
				vat_business_group,
				vat_product_group,
				vat_percent,
				...(document_doctype && { document_doctype }),
				vat_date: between({ from_date: first_day, to_date: last_day }),
			});

	frappe.query_reports["VAT Summary"] = {
		filters: [
			...period_filters(),
			select_filter("periods", __("Periods"), [
				"Month",
				"Two Months",
				"Quarter",
				"Year",
				"Whole Period",
			]),
			link_filter("vat_business_group", "VAT Business Group", __("VAT Business Group")),
			link_filter("vat_product_group", "VAT Product Group", __("VAT Product Group")),
		],
		formatter: report_formatter({
			sales_base: entries("Sales Invoice"),
			sales_vat: entries("Sales Invoice"),
			credit_base: entries("Sales Credit Memo"),
			credit_vat: entries("Sales Credit Memo"),
			base: entries(),
			vat: entries(),
		}),
	};
}
