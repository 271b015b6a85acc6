//! Nodes → typed values, through serde. Unknown keys do not end the reading: each is a finding
//! at the key, with the key that was meant; the first value of a wrong shape ends it.

use super::node::{Node, NodeKind};
use crate::base::diag::Words;
use crate::base::span::SPANNED;
use crate::base::{Finding, Findings, Span, Spanned};
use crate::say;
use serde::de::value::{BorrowedStrDeserializer, StrDeserializer, U32Deserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use std::cell::RefCell;
use std::fmt;

/// Reads a typed value out of a node; every fault becomes a finding and `None`.
pub fn read<T: DeserializeOwned>(node: &Node, findings: &mut Findings) -> Option<T> {
    let faults = RefCell::new(Vec::new());
    let result = T::deserialize(Shape { node, faults: &faults });
    let mut faults = faults.into_inner();
    let value = match result {
        Ok(value) => Some(value),
        Err(fault) => {
            faults.push(fault.at(node.span).finding());
            None
        }
    };
    let clean = faults.is_empty();
    findings.extend(faults);
    value.filter(|_| clean)
}

/// An error for `serde(try_from)` and hand-written `Deserialize`: bilingual, with its cure.
/// It is placed at the value by the reader.
pub fn wrong<E: de::Error>(message: Words, help: Words) -> E {
    E::custom(format_args!("{}\u{1f}{}\u{1f}{}\u{1f}{}", message.zh, message.en, help.zh, help.en))
}

/// The word of `known` that was probably meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase().replace(['_', ' '], "-");
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&folded, candidate), candidate))
        .filter(|(distance, candidate)| {
            let length = candidate.chars().count().max(word.chars().count());
            *distance <= length.div_ceil(3).min(length.saturating_sub(2))
                || candidate.starts_with(&folded) && folded.len() > 2
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A fault on its way out; the innermost node that it passes gives it its place.
/// Boxed, for it travels in every `Result` of the reader.
#[derive(Debug)]
struct Fault(Box<What>);

#[derive(Debug)]
struct What {
    code: &'static str,
    message: Words,
    help: Option<Words>,
    span: Option<Span>,
}

impl Fault {
    fn new(code: &'static str, message: Words) -> Fault {
        Fault(Box::new(What { code, message, help: None, span: None }))
    }

    fn help(mut self, help: Words) -> Fault {
        self.0.help = Some(help);
        self
    }

    fn at(mut self, span: Span) -> Fault {
        self.0.span.get_or_insert(span);
        self
    }

    fn finding(self) -> Finding {
        let What { code, message, help, span } = *self.0;
        let finding = Finding::input(code, span.unwrap_or_default(), message);
        match help {
            Some(help) => finding.help(help),
            None => finding,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message.en)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Fault {
        let text = message.to_string();
        let mut parts = text.split('\u{1f}').map(str::to_owned);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(zh), Some(en), Some(help_zh), Some(help_en)) => {
                Fault::new("Y08", Words { zh, en }).help(Words { zh: help_zh, en: help_en })
            }
            _ => Fault::new("Y08", say!("这个值不能用：{text}", "this value cannot be used: {text}"))
                .help(say!("改成说明中列出的写法", "write one of the forms that the manual lists")),
        }
    }

    fn missing_field(field: &'static str) -> Fault {
        Fault::new("Y04", say!("缺少键“{field}”", "missing key `{field}`"))
            .help(say!("补上一行“{field}: …”", "add a line `{field}: …`"))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Fault {
        let list = expected.join(", ");
        let fault = Fault::new("Y09", say!("不认识“{variant}”", "unknown choice `{variant}`"));
        match nearest(variant, expected.iter().copied()) {
            Some(meant) => fault.help(say!("是不是“{meant}”？", "did you mean `{meant}`?")),
            None => fault.help(say!("可用：{list}", "use one of: {list}")),
        }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Fault {
        unknown_key(field, expected)
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Fault {
        Fault::new("Y05", say!("这里的值类型不对：{found}", "wrong kind of value: {found}"))
            .help(say!("应为 {expected}", "expected {expected}"))
    }

    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Fault {
        Fault::new("Y05", say!("这里有 {length} 项", "there are {length} items here"))
            .help(say!("应为 {expected}", "expected {expected}"))
    }
}

fn unknown_key(field: &str, expected: &[&str]) -> Fault {
    let list = expected.join(", ");
    let fault = Fault::new("Y03", say!("未知的键“{field}”", "unknown key `{field}`"));
    match nearest(field, expected.iter().copied()) {
        Some(meant) => fault.help(say!("是不是“{meant}”？", "did you mean `{meant}`?")),
        None if expected.is_empty() => fault.help(say!("删去这个键", "remove this key")),
        None => fault.help(say!("可用的键：{list}", "known keys: {list}")),
    }
}

/// The deserializer: a node, and where findings that do not end the reading go.
#[derive(Clone, Copy)]
struct Shape<'n> {
    node: &'n Node,
    faults: &'n RefCell<Vec<Finding>>,
}

impl<'n> Shape<'n> {
    fn of(self, node: &'n Node) -> Shape<'n> {
        Shape { node, ..self }
    }

    fn mismatch(self, zh: &str, en: &str) -> Fault {
        let (found_zh, found_en) = match &self.node.kind {
            NodeKind::Null => ("空值", "nothing"),
            NodeKind::Text(_) => ("一段文字", "text"),
            NodeKind::List(_) => ("一个列表", "a list"),
            NodeKind::Map(_) => ("一组键值", "a mapping"),
        };
        Fault::new("Y05", say!("这里要{zh}，却是{found_zh}", "expected {en}, found {found_en}"))
            .help(say!("改写成{zh}", "write {en} here"))
            .at(self.node.span)
    }

    fn text(self) -> Result<&'n str, Fault> {
        match &self.node.kind {
            NodeKind::Text(text) => Ok(text),
            NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => Err(self.mismatch("一段文字", "text")),
        }
    }

    fn parse<N: std::str::FromStr>(self, zh: &str, en: &str) -> Result<N, Fault> {
        let text = self.text().map_err(|_| self.mismatch(zh, en))?;
        text.trim().parse().map_err(|_| {
            Fault::new("Y05", say!("这里要{zh}，却是“{text}”", "expected {en}, found `{text}`"))
                .help(say!("改写成{zh}", "write {en} here"))
                .at(self.node.span)
        })
    }

    fn truth(self) -> Result<bool, Fault> {
        match self.text().map_err(|_| self.mismatch("true 或 false", "true or false"))? {
            "true" => Ok(true),
            "false" => Ok(false),
            other => Err(Fault::new(
                "Y05",
                say!("这里要 true 或 false，却是“{other}”", "expected true or false, found `{other}`"),
            )
            .help(say!("写 true（是）或 false（否）", "write true or false"))
            .at(self.node.span)),
        }
    }

    fn items(self) -> Result<&'n [Node], Fault> {
        match &self.node.kind {
            NodeKind::List(items) => Ok(items),
            NodeKind::Null | NodeKind::Text(_) | NodeKind::Map(_) => {
                Err(self.mismatch("一个列表（每项前加“- ”）", "a list (each item after `- `)"))
            }
        }
    }

    fn entries(self) -> Result<&'n [(Spanned<String>, Node)], Fault> {
        match &self.node.kind {
            NodeKind::Map(entries) => Ok(entries),
            NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => {
                Err(self.mismatch("一组“键: 值”", "a mapping of `key: value`"))
            }
        }
    }
}

/// Number methods: the text is parsed as the type that is asked for.
macro_rules! numbers {
    ($($method:ident $visit:ident $zh:literal $en:literal),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit(self.parse($zh, $en)?).map_err(|fault: Fault| fault.at(self.node.span))
        })*
    };
}

impl<'de, 'n: 'de> Deserializer<'de> for Shape<'n> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let span = self.node.span;
        match &self.node.kind {
            NodeKind::Null => visitor.visit_unit(),
            NodeKind::Text(text) => visitor.visit_borrowed_str(text),
            NodeKind::List(items) => visitor.visit_seq(Items { shape: self, left: items.iter() }),
            NodeKind::Map(entries) => visitor.visit_map(Entries::new(self, entries, None)),
        }
        .map_err(|fault| fault.at(span))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_bool(self.truth()?)
    }

    numbers! {
        deserialize_i8 visit_i8 "一个整数" "a whole number", deserialize_i16 visit_i16 "一个整数" "a whole number",
        deserialize_i32 visit_i32 "一个整数" "a whole number", deserialize_i64 visit_i64 "一个整数" "a whole number",
        deserialize_u8 visit_u8 "一个不小于 0 的整数" "a whole number of 0 or more",
        deserialize_u16 visit_u16 "一个不小于 0 的整数" "a whole number of 0 or more",
        deserialize_u32 visit_u32 "一个不小于 0 的整数" "a whole number of 0 or more",
        deserialize_u64 visit_u64 "一个不小于 0 的整数" "a whole number of 0 or more",
        deserialize_f32 visit_f32 "一个数" "a number", deserialize_f64 visit_f64 "一个数" "a number",
        deserialize_char visit_char "一个字符" "one character"
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.text()?).map_err(|fault: Fault| fault.at(self.node.span))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            NodeKind::Null => visitor.visit_none(),
            NodeKind::Text(_) | NodeKind::List(_) | NodeKind::Map(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self).map_err(|fault| fault.at(self.node.span))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let left = self.items()?.iter();
        visitor.visit_seq(Items { shape: self, left }).map_err(|fault| fault.at(self.node.span))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        let items = self.items()?;
        if items.len() != length {
            let found = items.len();
            return Err(Fault::new(
                "Y05",
                say!("这里要 {length} 项，却有 {found} 项", "expected {length} items, found {found}"),
            )
            .help(say!("写满 {length} 项", "write {length} items"))
            .at(self.node.span));
        }
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let entries = self.entries()?;
        visitor.visit_map(Entries::new(self, entries, None)).map_err(|fault| fault.at(self.node.span))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == SPANNED {
            return visitor.visit_map(WithPlace { shape: self, step: 0 }).map_err(|fault| fault.at(self.node.span));
        }
        let entries = self.entries()?;
        visitor.visit_map(Entries::new(self, entries, Some(fields))).map_err(|fault| fault.at(self.node.span))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let span = self.node.span;
        match &self.node.kind {
            NodeKind::Text(text) => visitor
                .visit_enum(Choice { shape: self, name: text, place: span, body: None })
                .map_err(|fault| fault.at(span)),
            NodeKind::Map(entries) => match entries.as_slice() {
                [(name, body)] => visitor
                    .visit_enum(Choice { shape: self, name: &name.value, place: name.span, body: Some(body) })
                    .map_err(|fault| fault.at(span)),
                many => {
                    let found = many.len();
                    let place = many.get(1).map_or(span, |(key, _)| key.span);
                    Err(Fault::new(
                        "Y05",
                        say!("这里只能有一个键，却有 {found} 个", "expected one key here, found {found}"),
                    )
                    .help(say!(
                        "每项只写一个键；其余的缩进到它下面，或另起“- ”",
                        "one key an item; indent the others under it, or begin a new `- `"
                    ))
                    .at(place))
                }
            },
            NodeKind::Null | NodeKind::List(_) => {
                Err(self.mismatch("一个名称，或一个“名称: 内容”", "a name, or one `name: content`"))
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            NodeKind::Null => visitor.visit_unit(),
            NodeKind::Text(_) | NodeKind::List(_) | NodeKind::Map(_) => Err(self.mismatch("空值", "nothing")),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    serde::forward_to_deserialize_any! { i128 u128 bytes byte_buf identifier }
}

/// The items of a list.
struct Items<'n> {
    shape: Shape<'n>,
    left: std::slice::Iter<'n, Node>,
}

impl<'de, 'n: 'de> de::SeqAccess<'de> for Items<'n> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(node) = self.left.next() else { return Ok(None) };
        seed.deserialize(self.shape.of(node)).map(Some).map_err(|fault| fault.at(node.span))
    }
}

/// The entries of a mapping; of a struct, only those it knows.
struct Entries<'n> {
    shape: Shape<'n>,
    left: std::slice::Iter<'n, (Spanned<String>, Node)>,
    known: Option<&'static [&'static str]>,
    value: Option<&'n Node>,
}

impl<'n> Entries<'n> {
    fn new(shape: Shape<'n>, entries: &'n [(Spanned<String>, Node)], known: Option<&'static [&'static str]>) -> Self {
        Entries { shape, left: entries.iter(), known, value: None }
    }
}

impl<'de, 'n: 'de> de::MapAccess<'de> for Entries<'n> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        for (key, value) in self.left.by_ref() {
            if let Some(known) = self.known
                && !known.contains(&key.value.as_str())
            {
                let finding = unknown_key(&key.value, known).at(key.span).finding();
                self.shape.faults.borrow_mut().push(finding);
                continue;
            }
            self.value = Some(value);
            return seed.deserialize(KeyShape(key)).map(Some).map_err(|fault| fault.at(key.span));
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match self.value.take() {
            Some(node) => seed.deserialize(self.shape.of(node)).map_err(|fault| fault.at(node.span)),
            None => Err(de::Error::custom("a value was asked for before its key")),
        }
    }
}

/// A key, with its place when asked.
struct KeyShape<'n>(&'n Spanned<String>);

impl<'de, 'n: 'de> Deserializer<'de> for KeyShape<'n> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(&self.0.value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(KeyWithPlace { key: self.0, step: 0 })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let name: StrDeserializer<'_, Fault> = self.0.value.as_str().into_deserializer();
        visitor.visit_enum(name)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

/// A value as the map that [`Spanned`] reads: file, first byte, end, value.
struct WithPlace<'n> {
    shape: Shape<'n>,
    step: usize,
}

/// A key likewise.
struct KeyWithPlace<'n> {
    key: &'n Spanned<String>,
    step: usize,
}

/// The number that step `step` of a place stands for; the fourth step is the value.
fn part(span: Span, step: usize) -> Option<U32Deserializer<Fault>> {
    match step {
        1 => Some(u32::from(span.source.0).into_deserializer()),
        2 => Some(span.start.into_deserializer()),
        3 => Some(span.end.into_deserializer()),
        _ => None,
    }
}

fn name_of_part<'de, S: DeserializeSeed<'de>>(step: &mut usize, seed: S) -> Result<Option<S::Value>, Fault> {
    let Some(name) = crate::base::span::SPANNED_FIELDS.get(*step) else { return Ok(None) };
    *step += 1;
    seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
}

impl<'de, 'n: 'de> de::MapAccess<'de> for WithPlace<'n> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        name_of_part(&mut self.step, seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match part(self.shape.node.span, self.step) {
            Some(number) => seed.deserialize(number),
            None => seed.deserialize(self.shape),
        }
    }
}

impl<'de, 'n: 'de> de::MapAccess<'de> for KeyWithPlace<'n> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        name_of_part(&mut self.step, seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match part(self.key.span, self.step) {
            Some(number) => seed.deserialize(number),
            None => seed.deserialize(BorrowedStrDeserializer::new(&self.key.value)),
        }
    }
}

/// An externally tagged choice: its name, and what follows the name.
struct Choice<'n> {
    shape: Shape<'n>,
    name: &'n str,
    place: Span,
    body: Option<&'n Node>,
}

impl<'n> Choice<'n> {
    fn body(&self) -> Result<Shape<'n>, Fault> {
        let name = self.name;
        self.body.map(|node| self.shape.of(node)).ok_or_else(|| {
            Fault::new("Y05", say!("“{name}”后面缺内容", "`{name}` wants content"))
                .help(say!("写成“{name}: …”", "write `{name}: …`"))
                .at(self.place)
        })
    }
}

impl<'de, 'n: 'de> de::EnumAccess<'de> for Choice<'n> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name = BorrowedStrDeserializer::new(self.name);
        let variant = seed.deserialize(name).map_err(|fault: Fault| fault.at(self.place))?;
        Ok((variant, self))
    }
}

impl<'de, 'n: 'de> de::VariantAccess<'de> for Choice<'n> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.body {
            None => Ok(()),
            Some(Node { kind: NodeKind::Null, .. }) => Ok(()),
            Some(node) => Err(self.shape.of(node).mismatch("空值", "nothing")),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.body()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.body()?.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.body()?.deserialize_struct("", fields, visitor)
    }
}
