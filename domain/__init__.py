"""The mind: cases, events, deadlines, reminders. Pure: no I/O, no clock, no chat."""
