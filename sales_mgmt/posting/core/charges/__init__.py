"""Item charges, planned."""
