"""What is in stock and on its way, and what runs out."""
