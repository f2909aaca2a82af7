//! The tables as Apache Parquet, with real types.
//!
//! A time is a text, since a page may give it as «2024-05»; beside it stand its day as a date and its instant in UTC as a timestamp,
//! where it has them.

use std::io::{self, Write};
use std::sync::Arc;

use isnad_model::{Article, Story};
use jiff::Timestamp;
use jiff::civil::Date;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{Cell, Kind, Make, TABLES, Table};
use crate::StoryWriter;

/// Rows of a group: what memory holds of a table.
const GROUP: usize = 65_536;

/// A Parquet file for each table.
pub struct ParquetSet<W: Write + Send>(Vec<File<W>>);

/// A table's file, and the rows that are not in it yet.
struct File<W: Write + Send> {
    table: &'static Table,
    writer: SerializedFileWriter<W>,
    rows: Vec<Vec<Cell>>,
}

/// A column of the file: one of the table's, or what is worked out from it.
struct Column {
    name: String,
    at: usize,
    holds: Holds,
}

/// What a column of the file holds.
#[derive(Clone, Copy)]
enum Holds {
    Text,
    Texts,
    Integer,
    Number,
    Day,
    Instant,
}

impl<W: Write + Send> ParquetSet<W> {
    /// Begins the files; `make` makes one by its name, such as `claims.parquet`.
    pub fn begin(make: Make<W>) -> io::Result<Self> {
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
        let properties: WriterPropertiesPtr = Arc::new(properties);
        let begun = TABLES.iter().map(|table| {
            let file = make(&format!("{}.parquet", table.name))?;
            let writer = SerializedFileWriter::new(file, schema(table).map_err(told)?, properties.clone()).map_err(told)?;
            Ok(File { table, writer, rows: Vec::new() })
        });
        begun.collect::<io::Result<_>>().map(ParquetSet)
    }
}

impl<W: Write + Send> StoryWriter for ParquetSet<W> {
    fn story(&mut self, story: &Story, articles: &[Article]) -> io::Result<()> {
        for file in &mut self.0 {
            file.rows.extend((file.table.rows)(story, articles));
            if file.rows.len() >= GROUP {
                file.flush().map_err(told)?;
            }
        }
        Ok(())
    }

    fn end(self: Box<Self>) -> io::Result<()> {
        self.0
            .into_iter()
            .try_for_each(|mut file| {
                file.flush()?;
                file.writer.close().map(|_| ())
            })
            .map_err(told)
    }
}

fn told(fault: ParquetError) -> io::Error {
    match fault {
        ParquetError::External(fault) => io::Error::other(fault),
        fault => io::Error::other(fault),
    }
}

impl<W: Write + Send> File<W> {
    fn flush(&mut self) -> Result<(), ParquetError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.writer.next_row_group()?;
        for column in columns(self.table) {
            let cells = || rows.iter().map(|row| row.get(column.at).unwrap_or(&Cell::None));
            write(&mut group, &column, cells)?;
        }
        group.close()?;
        Ok(())
    }
}

/// The columns of a table's file.
fn columns(table: &Table) -> Vec<Column> {
    let of = |(at, (name, kind)): (usize, &(&str, Kind))| {
        let column = |suffix: &str, holds| Column { name: format!("{name}{suffix}"), at, holds };
        match kind {
            Kind::Words => vec![column("", Holds::Text)],
            Kind::Names => vec![column("", Holds::Texts)],
            Kind::Count => vec![column("", Holds::Integer)],
            Kind::Amount => vec![column("", Holds::Number)],
            Kind::Time => vec![column("", Holds::Text), column("_day", Holds::Day), column("_utc", Holds::Instant)],
            Kind::Instant => vec![column("", Holds::Instant)],
        }
    };
    table.columns.iter().enumerate().flat_map(of).collect()
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let fields = columns(table).iter().map(field).collect::<Result<_, _>>()?;
    Type::group_type_builder(table.name).with_fields(fields).build().map(Arc::new)
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let one = |name: &str, physical, logical, repetition| {
        Type::primitive_type_builder(name, physical).with_logical_type(logical).with_repetition(repetition).build().map(Arc::new)
    };
    let one_or_none = |physical, logical| one(&column.name, physical, logical, Repetition::OPTIONAL);
    match column.holds {
        Holds::Text => one_or_none(Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holds::Integer => one_or_none(Physical::INT64, None),
        Holds::Number => one_or_none(Physical::DOUBLE, None),
        Holds::Day => one_or_none(Physical::INT32, Some(LogicalType::Date)),
        Holds::Instant => one_or_none(Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MICROS))),
        Holds::Texts => {
            // The three levels that the format asks for, so that an empty list is none and no list of nothing.
            let element = one("element", Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::REQUIRED)?;
            let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED).with_fields(vec![element]).build()?;
            Type::group_type_builder(&column.name)
                .with_repetition(Repetition::REQUIRED)
                .with_logical_type(Some(LogicalType::List))
                .with_converted_type(ConvertedType::LIST)
                .with_fields(vec![Arc::new(list)])
                .build()
                .map(Arc::new)
        }
    }
}

fn write<'c, W: Write + Send, C: Iterator<Item = &'c Cell>>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: &Column,
    cells: impl Fn() -> C,
) -> Result<(), ParquetError> {
    let Some(mut writer) = group.next_column()? else { return Err(ParquetError::General(format!("no column {}", column.name))) };
    match column.holds {
        Holds::Text => {
            let (values, levels) = optional(cells().map(|c| text(c).map(ByteArray::from)));
            writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
        }
        Holds::Integer => {
            let (values, levels) = optional(cells().map(|c| if let Cell::Count(n) = c { Some(*n) } else { None }));
            writer.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
        }
        Holds::Number => {
            let (values, levels) = optional(cells().map(|c| if let Cell::Amount(n) = c { Some(*n) } else { None }));
            writer.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
        }
        Holds::Day => {
            let (values, levels) = optional(cells().map(|c| text(c).and_then(day)));
            writer.typed::<Int32Type>().write_batch(&values, Some(&levels), None)?;
        }
        Holds::Instant => {
            let (values, levels) = optional(cells().map(|c| text(c).and_then(instant)));
            writer.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
        }
        Holds::Texts => {
            let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
            for cell in cells() {
                let names = if let Cell::Names(names) = cell { names.as_slice() } else { &[] };
                if names.is_empty() {
                    defined.push(0);
                    repeated.push(0);
                }
                for (at, name) in names.iter().enumerate() {
                    values.push(ByteArray::from(name.as_str()));
                    defined.push(1);
                    repeated.push(i16::from(at > 0));
                }
            }
            writer.typed::<ByteArrayType>().write_batch(&values, Some(&defined), Some(&repeated))?;
        }
    }
    writer.close()
}

/// The values that are there, and for each cell whether it has one.
fn optional<T>(cells: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    (values, levels)
}

fn text(cell: &Cell) -> Option<&str> {
    if let Cell::Words(text) = cell { Some(text) } else { None }
}

/// Days since 1970 of a time that is fixed to the day or finer.
fn day(time: &str) -> Option<i32> {
    let date: Date = time.get(..10).filter(|_| !time.contains('/'))?.parse().ok()?;
    Some(date.since(Date::constant(1970, 1, 1)).ok()?.get_days())
}

/// Microseconds since 1970 of a time with its zone.
fn instant(time: &str) -> Option<i64> {
    Some(time.parse::<Timestamp>().ok()?.as_microsecond())
}
