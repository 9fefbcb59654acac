"""What forms show beside their fields: notices, headlines, calendar, boards, pasting."""
