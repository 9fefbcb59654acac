"""The facts of a posting, read with a constant number of queries."""
