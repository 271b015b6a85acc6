//! Floor 6: Pages → PDF bytes: fonts, content, colour, boxes, tags, outline, metadata. Decides nothing about place.
