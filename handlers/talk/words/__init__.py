"""The typed catalogue: one file a language."""
