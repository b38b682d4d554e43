"""What we speak about: one file a conversation, none imports another."""
