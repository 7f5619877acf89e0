"""Fineprint: a folder of archived policies becomes a reference site that rests on the vendors' own words."""
