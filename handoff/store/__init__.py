"""The only door to session folders."""
