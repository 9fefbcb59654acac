sales_mgmt.archived_version();
