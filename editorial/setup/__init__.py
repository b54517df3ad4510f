"""Groups and permissions of the editors."""
