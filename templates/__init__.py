"""The Word masters (mẫu Word) and the recipes that build them.

``party/<paper>.docx`` are the masters, ready to open in Word, one for each
paper; where a rule set makes a paper look otherwise, ``<rule set>/<paper>.docx``
goes before it. Each is built by a recipe from a rule set's values:
``python -m giayto.templates.recipes.build``.
"""
