//! The words that the program itself sets, how it sets numbers, dates and spaces, and what a reference to each thing is
//! called.

use crate::document::Lang;

/// Declares a table of words. Each word is declared once, with what it is in nynorsk and in bokmål, or once where it is the
/// same in both: texts are fields, sentences that have something put into them are methods, and the name of another table is
/// that table. A table is had of a language by its `NYNORSK` and `BOKMÅL`.
macro_rules! terms {
    (
        $(#[$doc:meta])*
        pub struct $Table:ident { $($(#[$text_doc:meta])* $text:ident: $words:tt,)* }
        $($(#[$sentence_doc:meta])* fn $sentence:ident($($part:ident: $Part:ty),*) = $pattern:tt;)*
    ) => {
        $(#[$doc])*
        pub struct $Table {
            /// The language of the words.
            pub lang: crate::document::Lang,
            $($(#[$text_doc])* pub $text: terms!(@type $words),)*
        }

        impl $Table {
            pub(super) const NYNORSK: Self =
                Self { lang: crate::document::Lang::Nn, $($text: terms!(@nynorsk $words),)* };
            pub(super) const BOKMÅL: Self =
                Self { lang: crate::document::Lang::Nb, $($text: terms!(@bokmål $words),)* };

            $(
                $(#[$sentence_doc])*
                pub fn $sentence(&self, $($part: $Part),*) -> String {
                    terms!(@sentence self.lang, $pattern)
                }
            )*
        }
    };
    (@type $Table:ident) => { &'static $Table };
    (@type $words:tt) => { &'static str };
    (@nynorsk $Table:ident) => { &$Table::NYNORSK };
    (@nynorsk { nn: $nn:literal, nb: $nb:literal }) => { $nn };
    (@nynorsk $both:literal) => { $both };
    (@bokmål $Table:ident) => { &$Table::BOKMÅL };
    (@bokmål { nn: $nn:literal, nb: $nb:literal }) => { $nb };
    (@bokmål $both:literal) => { $both };
    (@sentence $lang:expr, { nn: $nn:literal, nb: $nb:literal }) => {
        if $lang == crate::document::Lang::Nb { format!($nb) } else { format!($nn) }
    };
    (@sentence $lang:expr, $both:literal) => { format!($both) };
}

pub mod chart;
pub mod comparing;
pub mod dates;
pub mod deciding;
pub mod differences;
pub mod handling;
pub mod notation;
pub mod references;
pub mod terms;
pub mod web;
pub mod word;

pub use deciding::counted;

/// What a language has of nynorsk and bokmål; nynorsk for any other than the two.
fn either<T>(lang: Lang, nn: T, nb: T) -> T {
    if lang == Lang::Nb { nb } else { nn }
}
