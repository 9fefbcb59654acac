frappe.ui.form.on("Price List", sales_mgmt.price_list);
