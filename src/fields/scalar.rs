//! The types of a single value.

use std::fmt;

/// A type of a single value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// A short text.
    String,
    /// A text of any length.
    Text,
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits.
    Bigint,
    /// A binary floating-point number.
    Float,
    /// An exact decimal number.
    Decimal,
    /// An amount of money, in whole cents.
    Money,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A time of day, to the second.
    Time,
    /// A time of day, to the microsecond.
    TimeUsec,
    /// A date and time without a time zone, to the second.
    NaiveDatetime,
    /// A date and time without a time zone, to the microsecond.
    NaiveDatetimeUsec,
    /// A moment in UTC, to the second.
    UtcDatetime,
    /// A moment in UTC, to the microsecond.
    UtcDatetimeUsec,
    /// A universally unique identifier.
    Uuid,
    /// Bytes.
    Binary,
    /// A map, stored as JSON.
    Map,
}

/// What is known of a scalar.
struct Facts {
    name: &'static str,
    help: &'static str,
    schema: &'static str,
    column: &'static str,
}

impl Scalar {
    /// All of them, in the order in which a person looks for one.
    pub const ALL: [Self; 18] = [
        Self::String,
        Self::Text,
        Self::Integer,
        Self::Bigint,
        Self::Float,
        Self::Decimal,
        Self::Money,
        Self::Boolean,
        Self::Date,
        Self::Time,
        Self::TimeUsec,
        Self::NaiveDatetime,
        Self::NaiveDatetimeUsec,
        Self::UtcDatetime,
        Self::UtcDatetimeUsec,
        Self::Uuid,
        Self::Binary,
        Self::Map,
    ];

    /// Its word in a field.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// What it is for, in a line.
    pub fn help(self) -> &'static str {
        self.facts().help
    }

    /// The name of its Ecto type: `string` also for a text, a module for a UUID.
    pub fn schema_type(self) -> &'static str {
        self.facts().schema
    }

    /// The name of its column's type in a migration.
    pub fn column_type(self) -> &'static str {
        self.facts().column
    }

    /// Whether its values are texts.
    pub fn is_text(self) -> bool {
        matches!(self, Self::String | Self::Text)
    }

    /// Whether its values are whole numbers.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Integer | Self::Bigint | Self::Money)
    }

    /// Whether its values are numbers.
    pub fn is_number(self) -> bool {
        self.is_whole() || matches!(self, Self::Float | Self::Decimal)
    }

    /// Whether its values take as many bytes as they like.
    pub fn has_any_length(self) -> bool {
        self.is_text() || matches!(self, Self::Decimal | Self::Binary | Self::Map)
    }

    /// Whether its values are dates, times or both.
    pub fn is_calendar(self) -> bool {
        let is_zoned = matches!(self, Self::UtcDatetime | Self::UtcDatetimeUsec);
        is_zoned
            || matches!(
                self,
                Self::NaiveDatetime | Self::NaiveDatetimeUsec | Self::Date | Self::Time | Self::TimeUsec
            )
    }

    fn facts(self) -> Facts {
        let facts = |name, help, schema, column| Facts { name, help, schema, column };
        match self {
            Self::String => facts("string", "a short text, 255 characters at most", "string", "string"),
            Self::Text => facts("text", "a text of any length", "string", "text"),
            Self::Integer => facts("integer", "a 32-bit integer", "integer", "integer"),
            Self::Bigint => facts("bigint", "a 64-bit integer", "integer", "bigint"),
            Self::Float => facts("float", "a binary floating-point number", "float", "float"),
            Self::Decimal => facts("decimal", "an exact decimal number", "decimal", "decimal"),
            Self::Money => facts("money", "an amount of money, in whole cents", "integer", "bigint"),
            Self::Boolean => facts("boolean", "true or false; false by default", "boolean", "boolean"),
            Self::Date => facts("date", "a date", "date", "date"),
            Self::Time => facts("time", "a time of day, to the second", "time", "time"),
            Self::TimeUsec => {
                facts("time_usec", "a time of day, to the microsecond", "time_usec", "time_usec")
            }
            Self::NaiveDatetime => facts(
                "naive_datetime",
                "a date and time without a time zone, to the second",
                "naive_datetime",
                "naive_datetime",
            ),
            Self::NaiveDatetimeUsec => facts(
                "naive_datetime_usec",
                "a date and time without a time zone, to the microsecond",
                "naive_datetime_usec",
                "naive_datetime_usec",
            ),
            Self::UtcDatetime => {
                facts("utc_datetime", "a date and time in UTC, to the second", "utc_datetime", "utc_datetime")
            }
            Self::UtcDatetimeUsec => facts(
                "utc_datetime_usec",
                "a date and time in UTC, to the microsecond",
                "utc_datetime_usec",
                "utc_datetime_usec",
            ),
            Self::Uuid => facts("uuid", "a universally unique identifier", "Ecto.UUID", "uuid"),
            Self::Binary => facts("binary", "bytes", "binary", "binary"),
            Self::Map => facts("map", "a map, stored as JSON; empty by default", "map", "map"),
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
