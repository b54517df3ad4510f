"""A team sorts cards, weighs them and agrees on actions, led by a facilitator. No account, no cookie.

Words that people type here stay in the session: no list, log, feed, index or letter holds them.
"""
