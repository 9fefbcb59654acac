"""Packages on their way (domain A26): following them, and what may still be noted on a posted shipment."""
