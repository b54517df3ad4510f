"""Who logs in and how: factors, sign-on, sessions, and the history of access."""
