"""The two kinds of page of this room: activities and the ambitions they serve."""
