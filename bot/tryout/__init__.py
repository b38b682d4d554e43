"""A local Bot API with a chat page and a clock that moves; it knows nothing of the bot."""
