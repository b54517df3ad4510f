"""What other organisations bring: what they did, what they will try, what they think of a draft."""
