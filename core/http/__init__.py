"""What public addresses share on the side of HTTP: how much is taken in, and from whom."""
