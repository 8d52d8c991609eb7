"""What a person may do, and for whom."""
