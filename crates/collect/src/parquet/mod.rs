//! Apache Parquet: a row a page. Of the columns only those are read that have something of a page.

mod bounds;
mod thrift;
mod value;

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::basic::{LogicalType, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use crate::columns::Columns;
use crate::found::{Outcome, Why};
use crate::limits::{Limit, Limits};
use crate::row;
use crate::table::{Next, Rows};

/// What a row counts for beside its texts, when rows are held to the size of the file: one with nothing in it is told of too.
const ROW: u64 = 64;

/// The rows of a file.
pub(crate) struct ParquetRows {
    rows: RowIter<'static>,
    row: Option<Row>,
    /// Columns with times in nanoseconds, as pandas writes them: the library gives them as plain numbers.
    nanoseconds: Vec<String>,
    /// Rows and bytes of each group, in their order.
    groups: Vec<(u64, u64)>,
    /// Rows that came, and bytes that they unpacked to.
    came: u64,
    unpacked: u64,
    size: u64,
    limits: Limits,
}

impl ParquetRows {
    /// Opens a file, after all that it says of its sizes was held against the limits.
    pub fn open(mut file: File, columns: &Columns, limits: &Limits) -> Result<Self, Why> {
        bounds::footer(&mut file, limits)?;
        let size = file.metadata()?.len();
        let reader = guarded(|| SerializedFileReader::new(file.try_clone()?))?;
        let metadata = reader.metadata().clone();
        let schema = metadata.file_metadata().schema_descr();
        if schema.num_columns() > limits.columns {
            return Err(Limit::Columns(limits.columns).into());
        }
        let read: Vec<_> = schema.root_schema().get_fields().iter().filter(|field| columns.may_have(field.name())).cloned().collect();
        if read.is_empty() {
            return Err(Why::broken("no column with a text or HTML; name it with --map text=COLUMN or html=COLUMN"));
        }
        let mut groups = Vec::new();
        for group in metadata.row_groups() {
            let mut bytes = 0;
            for column in group.columns() {
                let top = column.column_path().parts().first();
                if top.is_some_and(|top| read.iter().any(|field| field.name() == top)) {
                    bounds::column(&mut file, column, limits)?;
                }
                bytes += u64::try_from(column.compressed_size()).unwrap_or_default();
            }
            groups.push((u64::try_from(group.num_rows()).map_err(|_| thrift::damaged())?, bytes));
        }
        let nanoseconds = read.iter().filter(|field| in_nanoseconds(field)).map(|field| field.name().to_lowercase()).collect();
        let name = schema.root_schema().name();
        let rows = guarded(|| {
            let wanted = Type::group_type_builder(name).with_fields(read).build()?;
            RowIter::from_file_into(Box::new(reader)).project(Some(wanted))
        })?;
        Ok(ParquetRows { rows, row: None, nanoseconds, groups, came: 0, unpacked: 0, size, limits: limits.clone() })
    }
}

impl Rows for ParquetRows {
    fn next(&mut self) -> Next {
        let rows = &mut self.rows;
        let row = match guarded(|| rows.next().transpose()) {
            Ok(Some(row)) => row,
            Ok(None) => return Next::End,
            // Behind it columns stand at other rows.
            Err(why) => return Next::Last(why),
        };
        self.came += 1;
        let bytes = row.get_column_iter().map(|(_, field)| length(field)).sum::<u64>();
        self.row = Some(row);
        if bytes > self.limits.row as u64 {
            return Next::Wrong(Limit::Row(self.limits.row).into());
        }
        // One text of a dictionary may stand in all rows there are.
        self.unpacked += bytes + ROW;
        if self.unpacked > self.limits.total_from && self.unpacked / self.size.max(1) > self.limits.ratio {
            return Next::Last(Limit::Total(self.limits.ratio).into());
        }
        Next::Row
    }

    fn page(&self, columns: &Columns, limits: &Limits) -> Outcome {
        row::page(columns, limits, |name| match value::find(self.row.as_ref()?, name)? {
            Field::Long(at) if self.nanoseconds.contains(&name.to_lowercase()) => value::instant(at.div_euclid(1_000_000)),
            field => value::text(field),
        })
    }

    fn taken(&self) -> u64 {
        let (mut rows, mut bytes) = (self.came, 0);
        for (of_group, size) in &self.groups {
            if rows < *of_group {
                break;
            }
            rows -= of_group;
            bytes += size;
        }
        bytes.min(self.size)
    }
}

fn in_nanoseconds(field: &Type) -> bool {
    matches!(field.get_basic_info().logical_type_ref(), Some(LogicalType::Timestamp(time)) if time.unit == TimeUnit::NANOS)
}

fn length(field: &Field) -> u64 {
    match field {
        Field::Str(text) => text.len() as u64,
        Field::Bytes(bytes) => bytes.len() as u64,
        Field::Group(row) => row.get_column_iter().map(|(_, field)| length(field)).sum(),
        Field::ListInternal(list) => list.elements().iter().map(length).sum(),
        Field::MapInternal(map) => map.entries().iter().map(|(key, value)| length(key) + length(value)).sum(),
        _ => 8,
    }
}

/// What the library gives; it fails loudly on some files that are damaged.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, Why> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(fault)) => Err(Why::broken(format!("a damaged Parquet file: {}", one_line(&fault)))),
        Err(_) => Err(thrift::damaged()),
    }
}

/// The beginning of what the library says: it quotes bytes of any length.
fn one_line(fault: &ParquetError) -> String {
    fault.to_string().chars().filter(|c| !c.is_control()).take(160).collect()
}
