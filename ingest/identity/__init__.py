"""Identity across documents: which names mean one thing."""
