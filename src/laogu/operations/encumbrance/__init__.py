"""Encumbrances: pledges, freezes, disputes, nominees, and claims on proceeds."""
