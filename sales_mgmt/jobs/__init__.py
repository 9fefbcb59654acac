"""What runs behind: the posting queue and batches."""
