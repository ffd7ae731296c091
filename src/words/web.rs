//! The words that a web page has and paper has not.

use super::either;
use crate::document::Lang;

terms! {
    /// The words of one written language.
    pub struct Web {
        /// The link past what comes first.
        skip: { nn: "Hopp til hovudinnhaldet", nb: "Hopp til hovedinnholdet" },
        /// Before the drawing's boxes as a list.
        as_list: {
            nn: "Boksane i figuren, med dei som står under kvar av dei:",
            nb: "Boksene i figuren, med dem som står under hver av dem:"
        },
        /// Before the links to the other files.
        download: "Last ned",
        /// What the parties are folded under.
        parties: { nn: "Partane", nb: "Partene" },
        /// Before the date.
        date: "Dato",
        /// Before the first of what a sum is made of.
        of_which: "Av dette:",
        /// Back to the contents.
        to_top: { nn: "Til innhaldslista", nb: "Til innholdslisten" },
    }

    /// The link that a heading has to itself, by its words.
    fn to_itself(words: &str) = { nn: "Lenkje til «{words}»", nb: "Lenke til «{words}»" };
}

impl Web {
    /// The words of a document's language.
    pub fn of(lang: Lang) -> &'static Self {
        either(lang, &Self::NYNORSK, &Self::BOKMÅL)
    }
}
