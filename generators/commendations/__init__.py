"""Commendations (khen thưởng): candidates, lists, proposals, decisions."""
