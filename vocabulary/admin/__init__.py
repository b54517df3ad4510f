"""Lists, choosers and forms of the words in the admin."""
