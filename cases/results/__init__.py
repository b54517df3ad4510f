"""Results as rows: which are public, how they are read, filtered and written."""
