"""Who may see and do what: permissions, user permissions, addresses and contacts."""
