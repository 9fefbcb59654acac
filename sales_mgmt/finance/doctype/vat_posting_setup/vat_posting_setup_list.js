frappe.listview_settings["VAT Posting Setup"] = sales_mgmt.master_list({
	formatters: { vat_percent: (value) => `${sales_mgmt.plain_number(value)} %` },
});
