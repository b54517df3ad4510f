"""The figures of one result: as published, computed, checked, written. Pure Python."""
