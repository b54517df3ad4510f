"""The context of the pages of a case and of a method."""
