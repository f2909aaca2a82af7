//! What is read of tables in Parquet, and what is not.

use std::sync::Arc;

use isnad_collect::{Limit, Limits, Position, Why};
use parquet::basic::{Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::common::{File, addresses, pages, told};

const SCHEMA: &str = "message table {
    optional binary Link (UTF8);
    optional binary body (UTF8);
    optional int64 date (TIMESTAMP(NANOS,true));
    optional group authors (LIST) { repeated group list { optional binary element (UTF8); } }
    required int64 clicks;
}";

/// A table with groups of rows; a row is an address and a text, either may be missing.
fn table(groups: &[&[(Option<&str>, Option<&str>)]], properties: WriterProperties) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(SCHEMA).expect("a schema"));
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).expect("a writer");
    for rows in groups {
        let mut group = writer.next_row_group().expect("a group");
        let texts: [Vec<Option<&str>>; 2] = [rows.iter().map(|row| row.0).collect(), rows.iter().map(|row| row.1).collect()];
        for column in texts {
            let values: Vec<ByteArray> = column.iter().flatten().map(|text| ByteArray::from(*text)).collect();
            let levels: Vec<i16> = column.iter().map(|text| i16::from(text.is_some())).collect();
            let mut to = group.next_column().expect("a column").expect("a column");
            to.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).expect("written");
            to.close().expect("written");
        }
        let ones = vec![1i16; rows.len()];
        let mut dates = group.next_column().expect("a column").expect("a column");
        let at = vec![1_714_982_400_000_000_000; rows.len()];
        dates.typed::<Int64Type>().write_batch(&at, Some(&ones), None).expect("written");
        dates.close().expect("written");
        // Two authors a row.
        let names: Vec<ByteArray> = rows.iter().flat_map(|_| [ByteArray::from("ليلى"), ByteArray::from("سامي")]).collect();
        let repeated: Vec<i16> = rows.iter().flat_map(|_| [0, 1]).collect();
        let mut authors = group.next_column().expect("a column").expect("a column");
        authors.typed::<ByteArrayType>().write_batch(&names, Some(&vec![3; names.len()]), Some(&repeated)).expect("written");
        authors.close().expect("written");
        let mut clicks = group.next_column().expect("a column").expect("a column");
        clicks.typed::<Int64Type>().write_batch(&vec![7; rows.len()], None, None).expect("written");
        clicks.close().expect("written");
        group.close().expect("written");
    }
    writer.close().expect("written");
    bytes
}

fn plain() -> WriterProperties {
    WriterProperties::builder().build()
}

const FIRST: (Option<&str>, Option<&str>) = (Some("https://nakheel.example/1"), Some("قالت البلدية إن الجسر يفتح غدا."));
const SECOND: (Option<&str>, Option<&str>) = (Some("https://nakheel.example/2"), Some("فتح الجسر أمس."));

#[test]
fn rows_of_all_groups_are_pages_that_state_what_the_row_has() {
    let codecs = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::LZ4_RAW,
        Compression::ZSTD(ZstdLevel::default()),
    ];
    for codec in codecs {
        let properties = WriterProperties::builder().set_compression(codec).build();
        let file = File::new("a.parquet", table(&[&[FIRST, (None, None)], &[SECOND]], properties));
        let steps = file.steps();
        let expected = [
            "row 1: https://nakheel.example/1",
            "row 2: a row with no text or HTML; name its column with --map text=COLUMN or html=COLUMN",
            "row 3: https://nakheel.example/2",
        ];
        assert_eq!(steps.iter().map(told).collect::<Vec<_>>(), expected, "{codec}");
        let page = String::from_utf8(pages(&steps)[0].bytes.clone()).expect("UTF-8");
        assert!(page.contains("<p>قالت البلدية إن الجسر يفتح غدا.</p>"), "{page}");
        assert!(page.contains("<meta property=\"article:published_time\" content=\"2024-05-06T08:00:00Z\">"), "{page}");
        assert!(page.contains("<meta property=\"author\" content=\"ليلى\nسامي\">"), "{page}");
        // The bytes behind a step grow up to those of the file.
        assert!(steps[0].bytes < steps[1].bytes && steps[1].bytes < steps[2].bytes);
    }
}

#[test]
fn reading_goes_on_behind_any_row_and_columns_may_be_mapped() {
    let file = File::new("a.parquet", table(&[&[FIRST], &[SECOND]], plain()));
    let (steps, read) = file.steps_from(Position { records: 1, ..Position::default() }, "", &Limits::default());
    assert_eq!((addresses(&steps), read), (vec!["https://nakheel.example/2".to_owned()], Ok(())));
    let (steps, read) = file.steps_from(Position::default(), "text=link,url=body", &Limits::default());
    assert_eq!((addresses(&steps)[1].as_str(), read), ("فتح الجسر أمس.", Ok(())));
    let (steps, read) =
        file.steps_from(Position::default(), "url=x,html=x,text=x,title=x,published=x,outlet=x,author=x,language=x", &Limits::default());
    let why = "no column with a text or HTML; name it with --map text=COLUMN or html=COLUMN";
    assert_eq!((steps.len(), read.map_err(|why| why.to_string())), (0, Err(why.to_owned())));
}

#[test]
fn a_file_that_is_damaged_or_cut_off_gives_one_line() {
    let whole = table(&[&[FIRST, SECOND]], plain());
    for cut in [0, 3, 8, whole.len() / 2, whole.len() - 1] {
        let (steps, read) = File::new("a.parquet", &whole[..cut]).limited(&Limits::default());
        assert_eq!((steps.len(), read), (0, Err(Why::Truncated("no footer of a Parquet file"))), "{cut}");
    }
    // Any byte may be another: it ends, with rows or with a line.
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (at % 8);
        let (steps, read) = File::new("a.parquet", damaged).limited(&Limits::default());
        let lines: Vec<String> = steps.iter().map(told).chain(read.err().map(|why| why.to_string())).collect();
        assert!((1..=3).contains(&lines.len()), "{at}: {lines:?}");
        assert!(lines.iter().all(|line| !line.contains('\n') && line.chars().count() < 300), "{at}: {lines:?}");
    }
}

#[test]
fn tables_with_too_much_in_them_are_left() {
    let small = Limits {
        row: 4096,
        page: 4096,
        column_page: 20_000,
        footer: 4096,
        ratio: 20,
        ratio_from: 10_000,
        total_from: 100_000,
        ..Limits::default()
    };
    let zstd = || WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default()));
    let text = |length: usize| "ا".repeat(length / 2);
    let read = |bytes: Vec<u8>| {
        let (steps, read) = File::new("a.parquet", bytes).limited(&small);
        (
            steps
                .iter()
                .filter(|step| told(step).contains("more than") || told(step).contains("times its size"))
                .map(told)
                .collect::<Vec<_>>(),
            read,
        )
    };
    // A text that is no row's; the next is read.
    let long = text(6000);
    let listed = || WriterProperties::builder().set_dictionary_enabled(false);
    let (lines, end) = read(table(&[&[(None, Some(&long)), FIRST]], listed().build()));
    assert_eq!((lines, end), (vec![format!("row 1: {}", Why::from(Limit::Row(4096)))], Ok(())));
    // A page of a column that unpacks to more than is held, and all of its pages together; of a dictionary less is held.
    let large = text(30_000);
    assert_eq!(read(table(&[&[(None, Some(&large))]], listed().build())).1, Err(Limit::ColumnPage(20_000).into()));
    assert_eq!(read(table(&[&[(None, Some(&long))]], plain())).1, Err(Limit::ColumnPage(2500).into()));
    let medium = text(8000);
    let rows = vec![(None, Some(medium.as_str())); 8];
    let pages = zstd().set_dictionary_enabled(false).set_data_page_row_count_limit(1).set_write_batch_size(1).build();
    assert_eq!(read(table(&[&rows], pages)).1, Err(Limit::Ratio(20).into()));
    // One text of a dictionary that stands in every row.
    let short = text(2000);
    let rows = vec![(None, Some(short.as_str())); 500];
    let (lines, end) = read(table(&[&rows], plain()));
    assert_eq!((lines.len(), lines[0].ends_with(&Why::from(Limit::Total(20)).to_string()), end), (1, true, Ok(())));
    // A footer that is too long.
    let groups = vec![&[FIRST][..]; 40];
    assert_eq!(read(table(&groups, plain())).1, Err(Limit::Footer(4096).into()));
    // Differences are counted before they are there.
    let delta =
        WriterProperties::builder().set_dictionary_enabled(false).set_column_encoding("body".into(), Encoding::DELTA_BYTE_ARRAY).build();
    let why = "a Parquet file with values coded as differences (DELTA_…), which are not read; write it again as PLAIN";
    assert_eq!(read(table(&[&[FIRST]], delta)).1.map_err(|why| why.to_string()), Err(why.to_owned()));
}

#[test]
fn a_footer_that_says_that_it_has_more_than_it_has_is_not_believed() {
    // A struct with a list of two thousand million groups of rows, the same as a number, and lists within lists.
    let list = vec![0x49u8, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00];
    let number = vec![0x46u8, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00];
    let nested = [vec![0x79u8], vec![0x19; 1 << 20], vec![0x00]].concat();
    for footer in [list, number, nested] {
        let size = u32::try_from(footer.len()).expect("small").to_le_bytes();
        let bytes = [b"PAR1".as_slice(), &footer, &size, b"PAR1"].concat();
        let (_, read) = File::new("a.parquet", bytes).limited(&Limits::default());
        let why = "a damaged Parquet file: what it says of itself cannot be read; get it anew";
        assert_eq!(read.map_err(|why| why.to_string()), Err(why.to_owned()));
    }
}
