"""The arithmetic of the rules (xếp loại): scores, conditions, caps, votes, commendation."""
