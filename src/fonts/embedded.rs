//! The OFL faces inside the binary, by hash. `build.rs` has checked each against the manifest.
//! Fandol (GPL with the font exception) is a separate work and is only ever read from fonts/.

/// The manifest that goes with the embedded faces.
pub(super) const MANIFEST: &str = include_str!("../../fonts/manifest.yaml");

/// The embedded face with this SHA-256, if it was embedded.
#[cfg(feature = "embed-fonts")]
pub(super) fn by_hash(sha256: &str) -> Option<&'static [u8]> {
    macro_rules! face {
        ($file:literal) => {
            include_bytes!(concat!("../../fonts/", $file)).as_slice()
        };
    }
    let bytes = match sha256 {
        "84104f3d155700ad5cebc69a7873b26fcd65eccdff604b0f09c8b957e7ef31f4" => {
            face!("noto-serif-sc/NotoSerifSC-Regular.otf")
        }
        "4bf5313a51d467069c5078967429a2e4284873ba45f99a3b85dd9fbba47cdd9f" => {
            face!("noto-serif-sc/NotoSerifSC-Bold.otf")
        }
        "666cebeb9d5911f1a4a3c8bd2efbc752afffa2c4ff898ae2dddfbea0fb73b102" => {
            face!("noto-sans-sc/NotoSansSC-Medium.otf")
        }
        "f167f7b168c6cc2efd79951704342f2f7cc1fcd958ab82ee6443783d7f686eae" => {
            face!("noto-sans-sc/NotoSansSC-Bold.otf")
        }
        "e5b5f18ef3a0bc531d82c1535436b131e475dcde359e4bfdacfbde912b13cc2d" => {
            face!("kai-ext/BulletinKaiExt-Light.ttf")
        }
        "9caef765d2e891c10dd73658894f01e660fe0c1c83e0bda7d6edf561d8f623d4" => {
            face!("liberation/LiberationSerif-Regular.ttf")
        }
        "443a4dbd694b6e4689925947b456e0532e10b19c90fa32eb39ea6c2cd9db9ebd" => {
            face!("liberation/LiberationSerif-Bold.ttf")
        }
        "bade59d822652f76e6941aa87b40a87c13d1cc70db98ededb5011127efafd1d3" => {
            face!("liberation/LiberationSans-Regular.ttf")
        }
        "1b5f2da6f4cadce4c05b9ecebe3a6fcd374eb95ae443605e799f4c3287978939" => {
            face!("liberation/LiberationSans-Bold.ttf")
        }
        _ => return None,
    };
    Some(bytes)
}

/// No face was embedded.
#[cfg(not(feature = "embed-fonts"))]
pub(super) fn by_hash(_sha256: &str) -> Option<&'static [u8]> {
    None
}
