//! An exact decimal number.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A decimal number, as written: no rounding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    is_negative: bool,
    /// Without zeros in front, empty for zero.
    whole: String,
    /// Without zeros at the end.
    fraction: String,
}

impl Number {
    /// The most digits that one may be written with: so many can be counted with exactly.
    pub const MAX_DIGITS: u32 = 36;

    /// How many digits stand before the point.
    pub fn whole_digits(&self) -> usize {
        self.whole.len()
    }

    /// How many digits stand after the point.
    pub fn scale(&self) -> usize {
        self.fraction.len()
    }

    /// How many digits it has.
    pub fn digits(&self) -> usize {
        self.whole_digits() + self.scale()
    }

    /// The nearest whole number that is not less, or with `up` false not greater; none if it has too many digits.
    pub fn to_whole(&self, up: bool) -> Option<i128> {
        let whole: i128 = if self.whole.is_empty() { 0 } else { self.whole.parse().ok()? };
        let whole = if self.is_negative { -whole } else { whole };
        let has_fraction = !self.fraction.is_empty();
        Some(match (up, self.is_negative) {
            (true, false) if has_fraction => whole + 1,
            (false, true) if has_fraction => whole - 1,
            _ => whole,
        })
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }
}

impl FromStr for Number {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) || digits.len() > Self::MAX_DIGITS as usize {
            return Err(());
        }
        let number = Self {
            is_negative: digits.len() < text.len(),
            whole: whole.trim_start_matches('0').to_owned(),
            fraction: fraction.trim_end_matches('0').to_owned(),
        };
        Ok(Self { is_negative: number.is_negative && !number.is_zero(), ..number })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        let whole = if self.whole.is_empty() { "0" } else { &self.whole };
        write!(f, "{sign}{whole}")?;
        if self.fraction.is_empty() { Ok(()) } else { write!(f, ".{}", self.fraction) }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = || {
            let whole = self.whole.len().cmp(&other.whole.len()).then_with(|| self.whole.cmp(&other.whole));
            whole.then_with(|| self.fraction.cmp(&other.fraction))
        };
        match (self.is_negative, other.is_negative) {
            (false, false) => size(),
            (true, true) => size().reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
