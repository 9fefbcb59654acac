"""Reading customers, items, addresses and carriers for documents."""
