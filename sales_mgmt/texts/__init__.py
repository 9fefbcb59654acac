"""What a plain text may hold, and how it gets onto a page. `markup` is pure, `plain` and `messages` ask Frappe."""
