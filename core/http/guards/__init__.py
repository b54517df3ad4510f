"""What a request may be before a view sees it: its body, its text, its address and where it came from."""
