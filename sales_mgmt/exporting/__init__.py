"""What leaves as a file: cells are text, and nothing in them is a formula."""
