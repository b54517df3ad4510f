"""Who may come into the admin and how: log-in, second factor, sign-on, sessions, the history of access."""
