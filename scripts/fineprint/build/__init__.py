"""The build: each vendor's own files, the engine, the manifest, the offline copy."""
