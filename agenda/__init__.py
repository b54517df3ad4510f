"""The implementation agenda of each kind of organisation, and the ambitions it serves."""
