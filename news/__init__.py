"""News, publications, meetings, the pages about the programme, and the newsletter."""
