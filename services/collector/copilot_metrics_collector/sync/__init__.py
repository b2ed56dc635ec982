"""The sync: plans units, requests them, and stores them in the lake."""
