"""What documents, lines and quantities there are. Pure."""
