"""The Word masters (mẫu Word) and the recipes that build them.

``<rule set>/<paper>.docx`` are the masters, ready to open in Word. Each is
built by a recipe from a rule set's values: ``python -m giayto.templates.recipes.build``.
"""
