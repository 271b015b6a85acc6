//! The tree of a YAML file: every scalar kept as its characters, every node with its place.

use crate::base::{SourceId, Sources, Span, Spanned};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A node of a YAML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stood; of an alias, where the value is written.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// The four kinds of node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar, as its characters: `3.10` stays `3.10`, `0326` stays `0326`.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order written.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// The scalar's characters, if it is one.
    pub fn text(&self) -> Option<Spanned<String>> {
        match &self.kind {
            NodeKind::Text(value) => Some(Spanned { value: value.clone(), span: self.span }),
            NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => None,
        }
    }

    /// The items of a list under a key of this mapping, moved out: an empty list stays.
    pub fn take_list(&mut self, key: &str) -> Option<Vec<Node>> {
        let NodeKind::Map(entries) = &mut self.kind else { return None };
        let (_, value) = entries.iter_mut().find(|(name, _)| name.value == key)?;
        match &mut value.kind {
            NodeKind::List(items) => Some(std::mem::take(items)),
            NodeKind::Null | NodeKind::Text(_) | NodeKind::Map(_) => None,
        }
    }

    /// The only value of this mapping, if it stands under this key.
    pub fn only(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            NodeKind::Map(entries) => match entries.as_slice() {
                [(name, value)] if name.value == key => Some(value),
                _ => None,
            },
            NodeKind::Null | NodeKind::Text(_) | NodeKind::List(_) => None,
        }
    }
}

/// What serde-saphyr hands over: its own places around a value of guessed type.
pub(super) struct Raw(serde_yaml::Spanned<Guess>);

enum Guess {
    Null,
    Text(String),
    /// A number or boolean by YAML's rules; its characters are taken from the file.
    Written,
    List(Vec<Raw>),
    Map(Vec<(serde_yaml::Spanned<Key>, Raw)>),
}

struct Key(Option<String>);

impl Raw {
    /// The tree, with places of `source`.
    pub(super) fn node(self, source: SourceId, sources: &Sources) -> Node {
        let serde_yaml::Spanned { value, defined, .. } = self.0;
        let span = place(source, defined);
        let (kind, end) = match value {
            Guess::Null => (NodeKind::Null, None),
            Guess::Text(text) => (NodeKind::Text(text), None),
            Guess::Written => (NodeKind::Text(written(sources.snippet(span))), None),
            Guess::List(items) => {
                let items: Vec<Node> = items.into_iter().map(|item| item.node(source, sources)).collect();
                let end = items.last().map(|item| item.span);
                (NodeKind::List(items), end)
            }
            Guess::Map(entries) => {
                let entries: Vec<(Spanned<String>, Node)> = entries
                    .into_iter()
                    .map(|(key, value)| {
                        let span = place(source, key.defined);
                        let name = key.value.0.unwrap_or_else(|| written(sources.snippet(span)));
                        (Spanned { value: name, span }, value.node(source, sources))
                    })
                    .collect();
                let end = entries.last().map(|(_, value)| value.span);
                (NodeKind::Map(entries), end)
            }
        };
        // A collection's event ends where it begins; its last child ends it.
        Node { span: end.map_or(span, |end| span.to(end)), kind }
    }
}

/// A number's characters, out of the quotes that an explicit tag may have left around it.
fn written(snippet: &str) -> String {
    snippet.trim_matches(['"', '\'']).to_owned()
}

/// The byte range of a location of serde-saphyr.
pub(super) fn place(source: SourceId, location: serde_yaml::Location) -> Span {
    let span = location.span();
    let start = span.byte_offset().unwrap_or(0) as usize;
    Span::new(source, start..start + span.byte_len().unwrap_or(0) as usize)
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_yaml::Spanned::deserialize(deserializer).map(Raw)
    }
}

impl<'de> Deserialize<'de> for Guess {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Guess;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any YAML")
            }

            fn visit_unit<E>(self) -> Result<Guess, E> {
                Ok(Guess::Null)
            }
            fn visit_none<E>(self) -> Result<Guess, E> {
                Ok(Guess::Null)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Guess, E> {
                Ok(Guess::Written)
            }
            fn visit_i64<E>(self, _: i64) -> Result<Guess, E> {
                Ok(Guess::Written)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Guess, E> {
                Ok(Guess::Written)
            }
            fn visit_i128<E>(self, _: i128) -> Result<Guess, E> {
                Ok(Guess::Written)
            }
            fn visit_u128<E>(self, _: u128) -> Result<Guess, E> {
                Ok(Guess::Written)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Guess, E> {
                Ok(Guess::Written)
            }
            fn visit_str<E>(self, text: &str) -> Result<Guess, E> {
                Ok(Guess::Text(text.to_owned()))
            }
            fn visit_string<E>(self, text: String) -> Result<Guess, E> {
                Ok(Guess::Text(text))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Guess, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Guess::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Guess, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Guess::Map(entries))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Guess::deserialize(deserializer)? {
            Guess::Text(text) => Ok(Key(Some(text))),
            Guess::Null | Guess::Written => Ok(Key(None)),
            Guess::List(_) | Guess::Map(_) => Err(de::Error::custom("a key must be a word")),
        }
    }
}

/// A node as part of a typed shape: what follows is for the reader to decide.
impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, span } = Spanned::<NodeKind>::deserialize(deserializer)?;
        Ok(Node { span, kind: value })
    }
}

impl<'de> Deserialize<'de> for NodeKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = NodeKind;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, a list or a mapping")
            }

            fn visit_unit<E>(self) -> Result<NodeKind, E> {
                Ok(NodeKind::Null)
            }
            fn visit_str<E>(self, text: &str) -> Result<NodeKind, E> {
                Ok(NodeKind::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<NodeKind, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(NodeKind::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NodeKind, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(NodeKind::Map(entries))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
