"""The page of several assets: gathered from one view after the other, packed, and written."""
