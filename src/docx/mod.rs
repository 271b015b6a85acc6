//! Floor 6: Styled → DOCX bytes, part by part.
