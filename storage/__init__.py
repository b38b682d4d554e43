"""What is remembered: rows, files, the shelf of knowledge."""
