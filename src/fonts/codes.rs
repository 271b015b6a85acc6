//! The codes of this room.

use crate::base::CodeNote;

/// Every code the fonts room can raise. `T07` and `T08` are raised where text meets faces.
pub const CODES: &[CodeNote] = &[
    CodeNote {
        code: "T01",
        zh: "字体文件读不了。查看权限与路径。",
        en: "A font file cannot be read. Check its path and permissions.",
    },
    CodeNote {
        code: "T02",
        zh: "字体清单 fonts/manifest.yaml 写法有误。写法见该文件开头。",
        en: "fonts/manifest.yaml is not valid. Its form is told at its head.",
    },
    CodeNote {
        code: "T03",
        zh: "清单里某个角色用了没有登记的名字。先在 faces 或 roles 里登记。",
        en: "A role names a face or role that the manifest does not have. Register it first.",
    },
    CodeNote {
        code: "T04",
        zh: "清单所列的字体文件不在 fonts/ 里。放进去，或改清单。",
        en: "A font file that the manifest names is not in fonts/. Put it there or change the manifest.",
    },
    CodeNote {
        code: "T05",
        zh: "字体文件与清单的 sha256 不符。换回原件，或更新清单。",
        en: "A font file has another sha256 than the manifest states. Restore it or update the manifest.",
    },
    CodeNote {
        code: "T06",
        zh: "文件不是可用的 OpenType 字体。换一个完好的文件。",
        en: "The file is not a usable OpenType font. Put a sound one in its place.",
    },
];
