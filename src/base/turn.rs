//! Angles without the platform's sine: the same bytes on every machine.

/// Parts of a whole turn in which angles are counted.
pub const TURN: i64 = 1_000_000;

/// Sine and cosine of an angle, clockwise from twelve o'clock: how far right and how far down, of a radius of one.
pub fn direction(angle: i64) -> (f64, f64) {
    let quarter = TURN / 4;
    let angle = angle.rem_euclid(TURN);
    // Only the first eighth is computed: there Taylor's series needs few terms.
    let rest = angle % quarter;
    let (sine, cosine) = if rest * 2 > quarter {
        let (sine, cosine) = eighth(quarter - rest);
        (cosine, sine)
    } else {
        eighth(rest)
    };
    match angle / quarter {
        0 => (sine, -cosine),
        1 => (cosine, sine),
        2 => (-sine, cosine),
        _ => (-cosine, -sine),
    }
}

/// Sine and cosine up to an eighth of a turn, by Taylor's series; exact to 1e-12.
pub fn eighth(angle: i64) -> (f64, f64) {
    let x = angle as f64 / TURN as f64 * std::f64::consts::TAU;
    let (mut sine, mut cosine, mut term) = (0.0, 0.0, 1.0);
    for n in 0..14 {
        let sign = if n % 4 < 2 { 1.0 } else { -1.0 };
        if n % 2 == 0 {
            cosine += sign * term
        } else {
            sine += sign * term
        }
        term *= x / f64::from(n + 1);
    }
    (sine, cosine)
}
