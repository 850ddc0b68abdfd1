"""The proof that every path ends at help."""
