"""Reports for editors of what is due or missing."""
