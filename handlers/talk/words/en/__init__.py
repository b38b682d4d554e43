"""English: for a tired person on a phone. What the Chinese app writes on its own buttons stands in brackets."""
