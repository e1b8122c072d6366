"""The season of 2023 (mùa 2023): a district's committee and its 18 wards, all people invented."""
