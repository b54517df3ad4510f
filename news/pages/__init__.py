"""What the room publishes: news items, publications, meetings and the pages about the programme."""
