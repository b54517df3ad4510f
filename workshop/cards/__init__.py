"""Cards to print: a PDF, and the same cards as a page for who has no PDF."""
