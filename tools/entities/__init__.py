"""Tools that build the entity table; see docs/data-entities.md."""
