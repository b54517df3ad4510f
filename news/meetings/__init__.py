"""Meetings in calendars, and signing up for one that we organise ourselves."""
