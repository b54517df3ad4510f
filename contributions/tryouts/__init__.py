"""Try-outs (`probeersel`): what an organisation is going to try, said beforehand, and how it went.

What is said beforehand never changes once it is public; it is only added to. A try-out ends as a case, as stopped with
the reason, or as one of which nothing was heard; all three are shown.
"""
