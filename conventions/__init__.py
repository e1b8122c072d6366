"""How official Vietnamese Party papers are written (thể thức văn bản).

Pure functions over rule sets kept as dated data files; nothing here knows Word.

=================  ==========================================================
``ruleset``        the rule sets (bộ quy tắc): load one, or the one for a date
``rule_models``    the shape of a rule set
``dates``          date line, dates in text, clock times, place names
``numbering``      number and symbol (số và ký hiệu)
``letterhead``     superior and issuing body, the star (tên cơ quan ban hành)
``headings``       type name, abstract, structure levels, appendix lines
``marks``          urgency, draft, drafter, contact line (chỉ dẫn)
``signature``      signing authority, position, name (quyền hạn, chức vụ, họ tên)
``recipients``     recipients and addressees (nơi nhận, kính gửi)
``legal_basis``    citations and legal-basis lines (căn cứ)
``words``          numbers, money and ordinals in words
``names``          personal names: parts, sorting (họ, chữ đệm, tên)
``spelling``       normal forms, tone placement, capitals, file names
``fitting``        widths of printed text, balanced lines
=================  ==========================================================
"""
