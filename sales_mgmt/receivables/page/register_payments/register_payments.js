frappe.pages["register-payments"].on_page_load = (wrapper) => {
	frappe.pages["register-payments"].register = sales_mgmt.register_payments(wrapper);
};

frappe.pages["register-payments"].on_page_show = () => {
	frappe.pages["register-payments"].register.show();
};
