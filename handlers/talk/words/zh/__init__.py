"""中文:the first language of the house."""
