"""A team sorts cards, weighs them and agrees on actions, with a facilitator who leads the rounds. No account, no cookie.

Words that people type here stay in the session: no list, log, feed, index or letter holds them.
"""
