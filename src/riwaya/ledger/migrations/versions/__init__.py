"""The versions, named by their numbers."""
