"""Every cache equals its entries, or the drift is told."""
