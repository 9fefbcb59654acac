"""Documents that a Workflow approves."""
