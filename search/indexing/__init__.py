"""Keeping every index equal to the site: outbox, worker, rebuild, status."""
