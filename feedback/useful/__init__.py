"""‘Was dit nuttig?’: a yes or no per page and day, counted without anything of who, and after a no one line of text."""
