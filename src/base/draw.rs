//! Vector drawing: what rules, frames and charts are made of, for every exit.

use super::{Colour, Emu, Point, Rect};

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathOp {
    /// Begin a subpath here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic Bézier: two control points and the end.
    Curve(Point, Point, Point),
    /// Back to the subpath's beginning.
    Close,
}

/// A pen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stroke {
    /// Pen width; never zero (a device's thinnest line is not a design).
    pub width: Emu,
    /// Ink.
    pub colour: Colour,
    /// Lengths of dash and gap in turn; empty for a solid line.
    pub dash: Vec<Emu>,
}

/// How a shape meets the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Paint {
    /// Ink inside (non-zero winding).
    pub fill: Option<Colour>,
    /// Ink along the edge, over the fill.
    pub stroke: Option<Stroke>,
}

/// A painted path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// The outline, in page space.
    pub path: Vec<PathOp>,
    /// Its inks.
    pub paint: Paint,
}

impl Shape {
    /// A filled rectangle.
    pub fn filled(rect: Rect, colour: Colour) -> Shape {
        let corner = |x, y| Point::new(x, y);
        Shape {
            path: vec![
                PathOp::Move(corner(rect.x, rect.y)),
                PathOp::Line(corner(rect.right(), rect.y)),
                PathOp::Line(corner(rect.right(), rect.bottom())),
                PathOp::Line(corner(rect.x, rect.bottom())),
                PathOp::Close,
            ],
            paint: Paint { fill: Some(colour), stroke: None },
        }
    }

    /// A straight solid rule.
    pub fn rule(from: Point, to: Point, width: Emu, colour: Colour) -> Shape {
        Shape {
            path: vec![PathOp::Move(from), PathOp::Line(to)],
            paint: Paint { fill: None, stroke: Some(Stroke { width, colour, dash: Vec::new() }) },
        }
    }
}
