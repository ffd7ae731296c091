//! The words that a web page has and paper has not.

use crate::document::Lang;

/// The words of one written language.
pub struct Web {
    /// The link past what comes first.
    pub skip: &'static str,
    /// The link that a heading has to itself, by its words.
    pub to_itself: fn(&str) -> String,
    /// Before the drawing's boxes as a list.
    pub as_list: &'static str,
    /// The heading over the other files.
    pub files: &'static str,
    /// A file by its kind and size: "Last ned som PDF (193 KB)".
    pub file: fn(&str, &str) -> String,
    /// Before the date.
    pub date: &'static str,
    /// Back to the contents.
    pub to_top: &'static str,
}

impl Web {
    /// The words of a document's language; nynorsk for any other than the two.
    pub fn of(lang: Lang) -> &'static Self {
        if lang == Lang::Nb { &BOKMÅL } else { &NYNORSK }
    }
}

static NYNORSK: Web = Web {
    skip: "Hopp til hovudinnhaldet",
    to_itself: |words| format!("Lenkje til «{words}»"),
    as_list: "Boksane i figuren, med dei som står under kvar av dei:",
    files: "Det same som fil",
    file: |kind, size| format!("Last ned som {kind} ({size})"),
    date: "Dato",
    to_top: "Til innhaldslista",
};

static BOKMÅL: Web = Web {
    skip: "Hopp til hovedinnholdet",
    to_itself: |words| format!("Lenke til «{words}»"),
    as_list: "Boksene i figuren, med dem som står under hver av dem:",
    files: "Det samme som fil",
    file: |kind, size| format!("Last ned som {kind} ({size})"),
    date: "Dato",
    to_top: "Til innholdslisten",
};
