"""What other systems read: the API, exports and linked data."""
