sales_mgmt.sales_document("Sales Quote");
sales_mgmt.sales_quote();
