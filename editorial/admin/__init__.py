"""Lists, guards and previews of the admin."""
