"""Links by which a customer pays an invoice online."""
