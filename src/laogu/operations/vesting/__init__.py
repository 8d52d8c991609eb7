"""How grants vest."""
