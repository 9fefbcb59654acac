sales_mgmt.sales_document("Sales Quote");
