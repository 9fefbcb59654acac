"""Looking at what a posting would do, and at what was posted."""
