"""Work on strangers' bytes, done outside this process: whatever they do to a decoder, the bot goes on."""
