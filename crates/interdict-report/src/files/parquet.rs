//! Tables as Parquet: columns with types, pressed together. Equal rows give equal bytes.

use std::io;
use std::sync::Arc;

use interdict_quantity::Date;
use parquet::basic::{
    Compression, LogicalType, Repetition, TimeUnit, TimestampType, Type as Physical,
};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use crate::catalogue::files::{Field, FieldKind};

/// Rows of a row group: so many are kept before they are written.
const GROUP: usize = 1 << 18;

/// A cell of a row.
pub(super) enum Cell<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// Days since the first of January 1970.
    Day(i32),
    /// Milliseconds since then, by the clock of the theatre.
    Moment(i64),
}

/// What a column has so far.
enum Column {
    Texts(Vec<ByteArray>),
    Wholes(Vec<i64>),
    Days(Vec<i32>),
}

/// A table in the making.
pub(super) struct Table {
    writer: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Column>,
    rows: usize,
}

impl Table {
    /// A table of some fields.
    pub(super) fn new(fields: &[Field]) -> io::Result<Self> {
        let types = fields
            .iter()
            .map(column_type)
            .collect::<Result<Vec<TypePtr>, _>>();
        let schema = Type::group_type_builder("rows")
            .with_fields(types.map_err(failed)?)
            .build()
            .map_err(failed)?;
        // nothing of the build or the day goes into the file
        let properties = WriterProperties::builder()
            .set_created_by("interdict".to_owned())
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .build();
        let writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties));
        let columns = fields.iter().map(|field| match field.kind {
            FieldKind::Integer | FieldKind::DateTime => Column::Wholes(Vec::new()),
            FieldKind::Date => Column::Days(Vec::new()),
            _ => Column::Texts(Vec::new()),
        });
        Ok(Self {
            writer: writer.map_err(failed)?,
            columns: columns.collect(),
            rows: 0,
        })
    }

    /// Adds a row, a cell for each field.
    pub(super) fn push(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            match (column, cell) {
                (Column::Texts(texts), Cell::Text(text)) => texts.push((*text).into()),
                (Column::Wholes(all), Cell::Whole(one) | Cell::Moment(one)) => all.push(*one),
                (Column::Days(days), Cell::Day(day)) => days.push(*day),
                _ => return Err(io::Error::other("a cell is of another kind than its field")),
            }
        }
        self.rows += 1;
        if self.rows == GROUP {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// The bytes of the whole.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        self.flush()?;
        self.writer.into_inner().map_err(failed)
    }

    /// Writes what is kept as a row group.
    fn flush(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column().map_err(failed)? else {
                break;
            };
            let written = match column {
                Column::Texts(all) => writer
                    .typed::<ByteArrayType>()
                    .write_batch(all, None, None)
                    .map(|_| all.clear()),
                Column::Wholes(all) => writer
                    .typed::<Int64Type>()
                    .write_batch(all, None, None)
                    .map(|_| all.clear()),
                Column::Days(all) => writer
                    .typed::<Int32Type>()
                    .write_batch(all, None, None)
                    .map(|_| all.clear()),
            };
            written.and_then(|()| writer.close()).map_err(failed)?;
        }
        group.close().map_err(failed)?;
        self.rows = 0;
        Ok(())
    }
}

/// Days from the first of January 1970 to a date.
pub(super) fn day(date: Date) -> i32 {
    Date::new(1970, 1, 1).map_or(0, |first| first.days_until(date))
}

fn column_type(field: &Field) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match field.kind {
        FieldKind::Integer => (Physical::INT64, None),
        FieldKind::Date => (Physical::INT32, Some(LogicalType::Date)),
        FieldKind::DateTime => {
            let moment = LogicalType::Timestamp(TimestampType {
                is_adjusted_to_u_t_c: false,
                unit: TimeUnit::MILLIS,
            });
            (Physical::INT64, Some(moment))
        }
        _ => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
    };
    Type::primitive_type_builder(field.name, physical)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(logical)
        .build()
        .map(Arc::new)
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
