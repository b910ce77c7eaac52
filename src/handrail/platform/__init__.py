"""What both wings rest on: access, audit, encryption, the design system, documents, files and plain values."""
