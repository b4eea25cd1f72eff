"""Every version of the schema, one module each, in order."""
