"""The proof, and what it finds in lines that are broken."""
