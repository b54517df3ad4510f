"""What people bring in one go: they did it too, a case, a method."""
