"""In which ways shares may find a buyer here."""
