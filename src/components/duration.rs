//! A length of time, as people write it: `500ms`, `30s`, `5m`, `2h`.

use std::str::FromStr;

use crate::problem::Problem;
use crate::templates;

/// A length of time above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Duration {
    count: u32,
    unit: Unit,
}

/// The longest time that `receive … after` takes, in milliseconds.
const MAX: u64 = u32::MAX as u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
}

impl Duration {
    /// Its length in milliseconds.
    pub(super) fn milliseconds(self) -> u64 {
        let factor = match self.unit {
            Unit::Milliseconds => 1,
            Unit::Seconds => 1_000,
            Unit::Minutes => 60_000,
            Unit::Hours => 3_600_000,
        };
        u64::from(self.count) * factor
    }

    /// It as an Elixir expression of milliseconds: `:timer.minutes(5)`, `1_500`.
    pub(super) fn to_elixir(self) -> String {
        let count = templates::number(&self.count.to_string());
        match self.unit {
            Unit::Milliseconds => count,
            Unit::Seconds => format!(":timer.seconds({count})"),
            Unit::Minutes => format!(":timer.minutes({count})"),
            Unit::Hours => format!(":timer.hours({count})"),
        }
    }

    /// It in words: `5 seconds`, `1 minute`.
    pub(super) fn to_words(self) -> String {
        let unit = match self.unit {
            Unit::Milliseconds => "millisecond",
            Unit::Seconds => "second",
            Unit::Minutes => "minute",
            Unit::Hours => "hour",
        };
        format!("{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

impl FromStr for Duration {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let digits = text.trim_end_matches(|char: char| char.is_ascii_alphabetic());
        let unit = match &text[digits.len()..] {
            "ms" => Some(Unit::Milliseconds),
            "s" => Some(Unit::Seconds),
            "m" => Some(Unit::Minutes),
            "h" => Some(Unit::Hours),
            _ => None,
        };
        let time = digits.parse().ok().zip(unit).map(|(count, unit)| Self { count, unit });
        match time {
            Some(time) if time.milliseconds() > MAX => {
                Err(Problem::usage("bad-duration", format!("`{text}` is longer than Erlang's timers allow"))
                    .hint("use at most 49 days, which is 1193h"))
            }
            Some(time) if time.count > 0 => Ok(time),
            _ => Err(Problem::usage(
                "bad-duration",
                format!("`{}` is not a length of time", text.escape_debug()),
            )
            .hint("for example 500ms, 30s, 5m, or 2h")),
        }
    }
}
