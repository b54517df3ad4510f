"""Page to document: what of a page can be found, and which pages."""
