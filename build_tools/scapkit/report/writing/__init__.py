"""Text that is safe where it goes: pages, Markdown, JSON, spreadsheets, plain lines."""
