//! Floor 2: the manifest, the faces and the roles: which face gives which character.

/// Index of a face in the manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);
