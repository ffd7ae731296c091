//! The look: colours, sizes and distances, in points, where they stand once. The Typst template gets them as JSON, Word's
//! styles are made of them, and the widths of columns and lines follow them.

use serde::{Deserialize, Serialize};

use super::colour::{BLACK, Colour, WHITE};

/// The look of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// The colours.
    pub colours: Colours,
    /// The font of the PDF.
    pub font: String,
    /// Every kind of text.
    pub kinds: TextStyles,
    /// Between paragraphs.
    pub between_paragraphs: f64,
    /// Between the items of a list.
    pub between_items: f64,
    /// How lists are indented.
    pub lists: Lists,
    /// Over and under what stands apart.
    pub around: BlockSpacing,
    /// What is set tighter to save a page.
    pub tight: Compaction,
    /// The page.
    pub page: Page,
    /// The least height of a row that is signed: room for a pen and a stamp.
    pub signed_row: f64,
}

/// How lists are indented, in points. The words of bullets and of numbers stand under each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lists {
    /// From the words around to those of the items.
    pub step: f64,
    /// From a bullet to the words: within the step.
    pub bullet: f64,
    /// From a number to the words: within the step, and room for two digits.
    pub number: f64,
}

/// The colours, as six hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colours {
    /// Words.
    pub ink: String,
    /// Headings, links, lines.
    pub accent: String,
    /// Bands and groups.
    pub tint: String,
    /// Light rules.
    pub hairline: String,
    /// Words that matter less.
    pub secondary: String,
    /// What is a draft's, and what is missing.
    pub draft: String,
    /// Behind what is missing.
    pub draft_tint: String,
    /// What comes later in the period.
    pub later: String,
    /// What a comparison found put in.
    pub inserted: String,
    /// What a comparison found taken out.
    pub deleted: String,
    /// Paper, and words on the accent.
    pub white: String,
}

/// A kind of text. A line is as high as its pitch, with what is over the letters' size above them, as in Word: then lines,
/// paragraphs and rows are as high in both files, and the pages of the Word file's contents list are right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TextStyle {
    /// The size of the letters.
    pub size: f64,
    /// From line to line.
    pub pitch: f64,
}

/// Every kind of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is named for what is set in it")]
pub struct TextStyles {
    pub body: TextStyle,
    pub table: TextStyle,
    pub dense_1: TextStyle,
    pub dense_2: TextStyle,
    pub small: TextStyle,
    pub caption: TextStyle,
    pub facts: TextStyle,
    pub section: TextStyle,
    pub delmål: TextStyle,
    pub number: TextStyle,
    pub goal: TextStyle,
    pub part: TextStyle,
    pub tiltak: TextStyle,
    pub bolk: TextStyle,
    pub label: TextStyle,
    pub entry: TextStyle,
    pub entry_1: TextStyle,
    pub entry_2: TextStyle,
    pub entry_3: TextStyle,
    pub cover_mark: TextStyle,
    pub cover_title: TextStyle,
    pub cover_agreement: TextStyle,
    pub cover_parties: TextStyle,
    pub addressee: TextStyle,
}

/// The room over and under something.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct VerticalSpace {
    /// Over it.
    pub above: f64,
    /// Under it.
    pub below: f64,
}

/// The room around what stands apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is named for what it is around")]
pub struct BlockSpacing {
    pub section: VerticalSpace,
    pub part: VerticalSpace,
    pub delmål: VerticalSpace,
    pub tiltak: VerticalSpace,
    pub bolk: VerticalSpace,
    pub entry: VerticalSpace,
    pub goal: VerticalSpace,
    pub gap: VerticalSpace,
    pub facts: VerticalSpace,
    pub table: VerticalSpace,
    pub figure: VerticalSpace,
    pub entry_1: VerticalSpace,
    pub entry_2: VerticalSpace,
    pub entry_3: VerticalSpace,
}

/// How text is set tighter where that saves a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Compaction {
    /// The room around things, as a share of what it is elsewhere.
    pub share: f64,
    /// What running text loses from line to line, in points.
    pub pitch: f64,
}

/// The page, upright: A4.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The margin at each side.
    pub side: f64,
    /// The margin above.
    pub top: f64,
    /// The margin below.
    pub bottom: f64,
}

impl Look {
    /// The look with another accent, and the colours that follow from it.
    pub fn with_accent(accent: Colour) -> Self {
        let mut look = Self::default();
        look.colours.accent = accent.hex();
        look.colours.tint = tint(accent).hex();
        look.colours.hairline = accent.mixed(WHITE, 0.7).hex();
        look
    }

    /// The kind of the words in a table, by how small they are.
    pub fn table_kind(&self, dense: usize) -> TextStyle {
        match dense {
            0 => self.kinds.table,
            1 => self.kinds.dense_1,
            _ => self.kinds.dense_2,
        }
    }
}

/// What is behind bands and groups, of an accent.
fn tint(accent: Colour) -> Colour {
    accent.mixed(WHITE, 0.9)
}

/// The least contrast of words to their ground.
pub const LEAST_CONTRAST: f64 = 4.5;

/// The contrasts of an accent where it is words or under words: to paper, and to its tint.
pub fn accent_contrasts(accent: Colour) -> [f64; 2] {
    [accent.contrast(WHITE), accent.contrast(tint(accent))]
}

/// An accent, or the lightest darker shade of it that can be read everywhere.
pub fn readable_accent(accent: Colour) -> Colour {
    let shades = (0..=20).map(|step| accent.mixed(BLACK, f64::from(step) / 20.0));
    let mut readable = shades.filter(|shade| accent_contrasts(*shade).iter().all(|own| *own >= LEAST_CONTRAST));
    readable.next().unwrap_or(BLACK)
}

impl Page {
    /// The width of the text, to a tenth.
    pub fn text_width(&self) -> f64 {
        tenths(self.width - 2.0 * self.side)
    }

    /// The width of the text on a landscape page, to a tenth of a point.
    pub fn landscape_text_width(&self) -> f64 {
        tenths(self.height - 2.0 * self.side)
    }
}

/// Rounds to a tenth of a point.
pub fn tenths(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

/// Points in a millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;

impl Default for Look {
    fn default() -> Self {
        let kind = |size, pitch| TextStyle { size, pitch };
        let gap = |above, below| VerticalSpace { above, below };
        Self {
            colours: Colours {
                ink: "1C2B33".into(),
                accent: "1F5C5A".into(),
                tint: "E8F0EE".into(),
                hairline: "B9C9C6".into(),
                secondary: "4A575C".into(),
                draft: "9A3B1F".into(),
                draft_tint: "FBF1ED".into(),
                later: "4A575C".into(),
                inserted: "1B6E3C".into(),
                deleted: "A3211B".into(),
                white: "FFFFFF".into(),
            },
            font: "Carlito".into(),
            kinds: TextStyles {
                body: kind(11.5, 15.5),
                table: kind(9.5, 12.0),
                dense_1: kind(9.0, 11.0),
                dense_2: kind(8.4, 10.0),
                small: kind(9.5, 12.0),
                caption: kind(9.5, 12.0),
                facts: kind(10.0, 13.0),
                section: kind(24.0, 29.5),
                delmål: kind(26.0, 31.0),
                number: kind(60.0, 60.0),
                goal: kind(15.0, 20.0),
                part: kind(16.0, 20.0),
                tiltak: kind(14.0, 17.5),
                bolk: kind(11.5, 15.0),
                label: kind(9.5, 12.0),
                entry: kind(11.5, 15.5),
                entry_1: kind(11.5, 15.0),
                entry_2: kind(11.5, 15.0),
                entry_3: kind(10.0, 13.0),
                cover_mark: kind(11.0, 14.0),
                cover_title: kind(34.0, 41.5),
                cover_agreement: kind(20.0, 25.0),
                cover_parties: kind(12.0, 16.0),
                addressee: kind(13.0, 17.0),
            },
            between_paragraphs: 5.0,
            between_items: 2.5,
            lists: Lists { step: 19.0, bullet: 14.0, number: 16.0 },
            around: BlockSpacing {
                section: gap(26.0, 10.0),
                part: gap(20.0, 8.0),
                delmål: gap(0.0, 14.0),
                tiltak: gap(24.0, 3.0),
                bolk: gap(11.0, 2.0),
                entry: gap(14.0, 3.0),
                goal: gap(9.0, 10.0),
                gap: gap(9.0, 10.0),
                facts: gap(4.0, 9.0),
                table: gap(9.0, 12.0),
                figure: gap(14.0, 12.0),
                entry_1: gap(8.0, 0.0),
                entry_2: gap(4.0, 0.0),
                entry_3: gap(1.5, 0.0),
            },
            tight: Compaction { share: 0.5, pitch: 0.5 },
            page: Page {
                width: 210.0 * MILLIMETRE,
                height: 297.0 * MILLIMETRE,
                side: 30.0 * MILLIMETRE,
                top: 30.0 * MILLIMETRE,
                bottom: 25.0 * MILLIMETRE,
            },
            signed_row: 28.4,
        }
    }
}
