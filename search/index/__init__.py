"""What an index holds, whatever the engine."""
