"""Series as a table and a picture. Knows no results."""
