"""What every language says, as types; and the typography they share."""
