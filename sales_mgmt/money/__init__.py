"""Credit, exposure, and registering and applying payments."""
