"""Two to four cards side by side."""
