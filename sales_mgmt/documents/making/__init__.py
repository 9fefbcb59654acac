"""Documents that are made of others: orders of quotes, copies, returns, corrections."""
