"""Writing what a posting planned, set-based."""
