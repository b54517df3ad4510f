"""What the edit form of a result says while an editor types."""
