"""Item charges on documents: what they are assigned to, and copies of that."""
