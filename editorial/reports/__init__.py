"""What is due, missing or loose, for the editors."""
