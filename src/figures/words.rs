//! Words beside numbers: directions, scales, qualifiers.

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Up.
    Up,
    /// Down.
    Down,
    /// No change; no number follows.
    Level,
}

/// Directions of a change, as bulletins write them.
pub const DIRECTIONS: &[(&str, Way)] = &[
    ("上升", Way::Up),
    ("增长", Way::Up),
    ("增加", Way::Up),
    ("提升", Way::Up),
    ("提高", Way::Up),
    ("上涨", Way::Up),
    ("回升", Way::Up),
    ("扩大", Way::Up),
    ("加快", Way::Up),
    ("多", Way::Up),
    ("下降", Way::Down),
    ("减少", Way::Down),
    ("降低", Way::Down),
    ("下跌", Way::Down),
    ("回落", Way::Down),
    ("缩小", Way::Down),
    ("收窄", Way::Down),
    ("放缓", Way::Down),
    ("少", Way::Down),
    ("持平", Way::Level),
];

/// The way a word of direction says.
pub fn way(word: &str) -> Option<Way> {
    DIRECTIONS.iter().find(|(known, _)| *known == word).map(|(_, way)| *way)
}

/// Scales and the power of ten that each stands for.
pub const SCALES: &[(&str, u32)] = &[
    ("十", 1),
    ("百", 2),
    ("千", 3),
    ("万", 4),
    ("十万", 5),
    ("百万", 6),
    ("千万", 7),
    ("亿", 8),
    ("十亿", 9),
    ("百亿", 10),
    ("千亿", 11),
    ("万亿", 12),
];

/// The power of ten of a scale; 0 for none.
pub fn power(scale: &str) -> Option<u32> {
    if scale.is_empty() {
        return Some(0);
    }
    SCALES.iter().find(|(known, _)| *known == scale).map(|(_, power)| *power)
}

/// Where a qualifier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Before the number: 约1.3万个.
    Before,
    /// Between number with scale and unit: 1.3万余个.
    Within,
    /// After the unit: 100人以上.
    After,
}

/// What a qualifier says of the exact value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// A little more than the number.
    Above,
    /// A little less than the number.
    Below,
    /// About the number, either side.
    About,
    /// The number or more.
    AtLeast,
    /// The number or less.
    AtMost,
    /// More than the number, by any amount.
    Over,
    /// The number, with a word before it: 达, 仅.
    Exactly,
}

/// Qualifiers, where each stands and what it says.
pub const QUALIFIERS: &[(&str, Stand, Relation)] = &[
    ("余", Stand::Within, Relation::Above),
    ("多", Stand::Within, Relation::Above),
    ("来", Stand::Within, Relation::About),
    ("近", Stand::Before, Relation::Below),
    ("将近", Stand::Before, Relation::Below),
    ("约", Stand::Before, Relation::About),
    ("大约", Stand::Before, Relation::About),
    ("超", Stand::Before, Relation::Over),
    ("超过", Stand::Before, Relation::Over),
    ("逾", Stand::Before, Relation::Over),
    ("突破", Stand::Before, Relation::Over),
    ("不足", Stand::Before, Relation::Below),
    ("至少", Stand::Before, Relation::AtLeast),
    ("至多", Stand::Before, Relation::AtMost),
    ("达", Stand::Before, Relation::Exactly),
    ("仅", Stand::Before, Relation::Exactly),
    ("左右", Stand::After, Relation::About),
    ("上下", Stand::After, Relation::About),
    ("以上", Stand::After, Relation::AtLeast),
    ("以内", Stand::After, Relation::AtMost),
    ("以下", Stand::After, Relation::AtMost),
];

/// A qualifier's place and meaning.
pub fn qualifier(word: &str) -> Option<(Stand, Relation)> {
    QUALIFIERS.iter().find(|(known, _, _)| *known == word).map(|(_, stand, relation)| (*stand, *relation))
}

/// Prices that a value or a change may stand in.
pub const BASES: &[&str] = &["现价", "不变价", "可比价"];
