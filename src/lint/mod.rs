//! Floor 4: the checks of the text. Document + Filled → findings.
