//! What reading an archive may cost.

/// Bounds of every reader. An archive made to exhaust a machine meets one of them, is left there, and says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a page, unpacked.
    pub page: usize,
    /// The most bytes of a record's or response's header lines.
    pub header_bytes: usize,
    /// The most header lines of a record or response.
    pub header_lines: usize,
    /// The most unpacked bytes for one packed byte, once [`Limits::ratio_from`] bytes of a gzip member or entry are unpacked.
    pub ratio: u64,
    /// Unpacked bytes of one gzip member or entry that are let pass whatever the ratio.
    pub ratio_from: u64,
    /// Unpacked bytes of a whole file that are let pass whatever the ratio; beyond, the whole must keep to it too.
    pub total_from: u64,
    /// The most gzip headers of a file that are looked at in search of a sound member behind damaged ones.
    pub members_tried: usize,
    /// The most content codings one over the other.
    pub codings: usize,
    /// The most bytes of a line of JSON Lines or a row of CSV.
    pub row: usize,
    /// The most columns of a row.
    pub columns: usize,
    /// The most unpacked bytes of a page of a Parquet file, which holds many rows of a column; of a dictionary an eighth of it.
    pub column_page: usize,
    /// The most bytes of the footer of a Parquet file, where it says what it has.
    pub footer: usize,
    /// The most entries of a ZIP file.
    pub entries: usize,
    /// The deepest that the parts of an MHTML file may nest.
    pub nesting: usize,
    /// The most parts of an MHTML file.
    pub parts: usize,
    /// The most bytes of an MHTML file, with all pictures.
    pub saved: usize,
    /// The most bytes of a feed or sitemap, unpacked; what stands behind them is not read.
    pub feed: usize,
    /// The most entries of a feed.
    pub feed_entries: usize,
    /// The most entries of a sitemap, or sitemaps of an index.
    pub sitemap_entries: usize,
    /// The deepest that the elements of a feed may nest.
    pub feed_depth: usize,
    /// Attributes of an element of a feed that are looked at.
    pub feed_attributes: usize,
}

impl Default for Limits {
    /// As `docs/collecting.md` lists them.
    fn default() -> Self {
        Limits {
            page: isnad_page::Limits::default().bytes,
            header_bytes: 64 << 10,
            header_lines: 256,
            ratio: 200,
            ratio_from: 64 << 20,
            total_from: 4 << 30,
            members_tried: 10_000,
            codings: 3,
            row: 32 << 20,
            columns: 4096,
            column_page: 256 << 20,
            footer: 16 << 20,
            entries: 100_000,
            nesting: 8,
            parts: 10_000,
            saved: 128 << 20,
            feed: 16 << 20,
            feed_entries: 5_000,
            sitemap_entries: 50_000,
            feed_depth: 256,
            feed_attributes: 64,
        }
    }
}

/// A bound that was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Limit {
    /// [`Limits::page`].
    #[error("the page has more than {0} bytes, the most that is read of one page; if you need it, add its text by itself")]
    Page(usize),
    /// [`Limits::header_bytes`].
    #[error("header lines of more than {0} bytes, as no page has; if you need it, save it by itself")]
    HeaderBytes(usize),
    /// [`Limits::header_lines`].
    #[error("more than {0} header lines, as no page has; if you need it, save it by itself")]
    HeaderLines(usize),
    /// [`Limits::ratio`].
    #[error("unpacks to more than {0} times its size, as no page does; if you trust it, unpack it yourself")]
    Ratio(u64),
    /// [`Limits::total_from`].
    #[error(
        "the whole file unpacks to more than {0} times its size, as no archive of pages does; left there; if you trust it, unpack it yourself"
    )]
    Total(u64),
    /// [`Limits::members_tried`].
    #[error("damaged, and none of {0} members looked at behind it begins with a record; left there; get the file anew")]
    Members(usize),
    /// [`Limits::codings`].
    #[error("packed more than {0} times over, as no page is; if you need it, save it by itself")]
    Codings(usize),
    /// [`Limits::row`].
    #[error("a row of more than {0} bytes; a quotation mark may be left open before it")]
    Row(usize),
    /// [`Limits::columns`].
    #[error("a row of more than {0} columns; check what parts the columns")]
    Columns(usize),
    /// [`Limits::column_page`].
    #[error("a page of a column with more than {0} bytes; write the table again with fewer rows a page")]
    ColumnPage(usize),
    /// [`Limits::footer`].
    #[error("a footer of more than {0} bytes; write the table again as several files")]
    Footer(usize),
    /// [`Limits::entries`].
    #[error("more than {0} entries; unpack it and add the WARC files in it")]
    Entries(usize),
    /// [`Limits::nesting`].
    #[error("parts that nest more than {0} deep; save the page again as HTML")]
    Nesting(usize),
    /// [`Limits::parts`].
    #[error("more than {0} parts; save the page again as HTML")]
    Parts(usize),
    /// [`Limits::saved`].
    #[error("more than {0} bytes, the most that is read of one saved page with its pictures; save it again as HTML")]
    Saved(usize),
}
