"""Fineprint: a folder of archived policies becomes a reference site that rests on the vendors' own words."""

__version__ = "2.0.0.dev0"
