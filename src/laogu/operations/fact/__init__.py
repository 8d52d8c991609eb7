"""What is known of a company."""
