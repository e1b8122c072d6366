"""Carries out a plan (lập hàng loạt): survey, work, settle; names no paper."""
