//! Floor 7: the finished PDF → PNG.
