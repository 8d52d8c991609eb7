"""Those who may stand on a register."""
