"""What a person says and sees."""
