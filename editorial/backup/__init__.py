"""A backup in one file, and a site put back from one: database and uploads. Keys stay out (ADR 29)."""
