"""What lies on disk between runs: the cache, pages written only where they change, folders put in place whole."""
