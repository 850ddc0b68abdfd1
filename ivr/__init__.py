"""A telephone menu that always ends at help."""
