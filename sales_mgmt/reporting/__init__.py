"""What reports share: columns, periods, totals and charts, and the pure rules behind their figures."""
