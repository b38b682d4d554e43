"""What we speak about: one file a conversation."""
