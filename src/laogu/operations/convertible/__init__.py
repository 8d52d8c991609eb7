"""Convertibles: safes, notes and other papers that become shares."""
