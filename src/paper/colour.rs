//! Colours: how they are mixed, and how well one is read on another.

/// A colour as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// White.
pub const WHITE: Colour = Colour([255; 3]);
/// Black.
pub const BLACK: Colour = Colour([0; 3]);

impl Colour {
    /// The colour that six hexadecimal digits name, if they do.
    pub fn from_hex(digits: &str) -> Option<Self> {
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Its six hexadecimal digits, in capitals.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02X}{green:02X}{blue:02X}")
    }

    /// This colour with a share of another in it, from 0 to 1.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |at: usize| {
            let [own, other] = [self.0[at], other.0[at]].map(f64::from);
            (own + (other - own) * share).round() as u8
        };
        Self([mix(0), mix(1), mix(2)])
    }

    /// The ratio of the contrast to another colour, from 1 to 21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// How light it is, from 0 to 1: the relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|byte| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_wcag() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        let grey = Colour::from_hex("767676").unwrap();
        assert!((grey.contrast(WHITE) - 4.54).abs() < 0.005);
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        for no in ["", "fff", "#12345", "12345g", "+12345", "1234567", "blå"] {
            assert_eq!(Colour::from_hex(no), None, "{no}");
        }
        assert_eq!(Colour::from_hex("1f5C5a").map(Colour::hex).as_deref(), Some("1F5C5A"));
    }

    #[test]
    fn a_mix_lies_between() {
        assert_eq!(BLACK.mixed(WHITE, 0.5).hex(), "808080");
        assert_eq!(BLACK.mixed(WHITE, 0.0), BLACK);
        assert_eq!(BLACK.mixed(WHITE, 1.0), WHITE);
    }
}
