"""What speaks against an action: a finding, findings in common, telling them to the user."""
