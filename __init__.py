"""giayto: structured Party data in, official Vietnamese Party paperwork (Word) out."""

__version__ = "0.1.0"
