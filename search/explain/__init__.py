"""Why a page stands where it stands, and what a synonym would change."""
