//! Floor 0: what every room shares and no room owns.
//!
//! Lengths are integer [`Emu`]s, places are [`Span`]s into [`Sources`], faults are
//! [`Finding`]s, and everything read from outside comes through the [`Files`] trait.

pub mod bytes;
pub mod colour;
pub mod diag;
pub mod draw;
pub mod files;
pub mod geom;
pub mod length;
pub mod span;
pub mod turn;

pub use colour::{Colour, Spot};
pub use diag::{Code, CodeNote, Finding, Findings, Fix, Severity};
pub use draw::{Paint, PathOp, Shape, Stroke};
pub use files::{FileError, Files};
pub use geom::{Point, Rect, Size};
pub use length::Emu;
pub use span::{Position, SourceId, Sources, Span, Spanned};
