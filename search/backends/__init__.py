"""The engines, and what happens when one fails."""
