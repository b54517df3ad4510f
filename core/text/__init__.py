"""Text and numbers as readers see them. Pure Python."""
