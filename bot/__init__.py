"""Refund Keeper wired together: receiving, working, sending, the clock, the command line."""
