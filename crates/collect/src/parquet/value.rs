//! A value of a row as text, as other tables would have it.

use parquet::record::{Field, List, ListAccessor, Row};

/// Days and milliseconds from 1970 up to the year 9999: the library fails on those that no calendar has.
const DAYS: std::ops::RangeInclusive<i32> = -719_162..=2_932_896;
const MILLISECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

/// A column by its name, or by names one within the other, parted by full stops; letters may be large or small.
pub(super) fn find<'r>(row: &'r Row, name: &str) -> Option<&'r Field> {
    let named = |name: &str| row.get_column_iter().find(|(column, _)| column.to_lowercase() == name.to_lowercase()).map(|(_, field)| field);
    named(name).or_else(|| {
        let (outer, inner) = name.split_once('.')?;
        match named(outer)? {
            Field::Group(row) => find(row, inner),
            _ => None,
        }
    })
}

/// What a value is as text; nothing of those that say nothing of a page.
pub(super) fn text(field: &Field) -> Option<String> {
    match field {
        Field::Str(text) => Some(text.clone()),
        // Writers that do not say that they are texts.
        Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => isnad_page::charset::decode(bytes.data(), None, None).ok().map(|d| d.text),
        },
        Field::Date(day) if DAYS.contains(day) => Some(field.to_string()),
        Field::TimestampMillis(at) => instant(*at),
        Field::TimestampMicros(at) => instant(at.div_euclid(1000)),
        Field::Byte(_) | Field::Short(_) | Field::Int(_) | Field::Long(_) => Some(field.to_string()),
        Field::UByte(_) | Field::UShort(_) | Field::UInt(_) | Field::ULong(_) => Some(field.to_string()),
        // Authors, or paragraphs.
        Field::ListInternal(parts) => {
            let parts: Vec<String> = elements(parts).collect();
            (!parts.is_empty()).then(|| parts.join("\n"))
        }
        _ => None,
    }
}

fn elements(list: &List) -> impl Iterator<Item = String> + '_ {
    (0..list.len()).filter_map(|at| list.get_string(at).ok().cloned())
}

/// A time in milliseconds from 1970.
pub(super) fn instant(milliseconds: i64) -> Option<String> {
    let text = MILLISECONDS.contains(&milliseconds).then(|| Field::TimestampMillis(milliseconds).to_string())?;
    // «2024-05-06 08:00:00.000 +00:00» as RFC 3339.
    let (day, rest) = text.split_once(' ')?;
    let time = rest.split(['.', ' ']).next()?;
    Some(format!("{day}T{time}Z"))
}
