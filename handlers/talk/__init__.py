"""How we speak: words, cards, keyboards, taps, replies."""
