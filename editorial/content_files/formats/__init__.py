"""Markdown and YAML, read and written."""
