"""Looking at the world, one file a kind of look."""
