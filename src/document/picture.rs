//! The pictures of a document: what is printed of each, and its bytes.

use std::collections::BTreeMap;

use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use serde::{Deserialize, Serialize};

/// The resolution to which larger images are scaled down, in dots per inch.
pub const PRINT_DPI: f64 = 300.0;
/// A picture: its bytes are in `Pictures` under the file's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The name of the file.
    pub file: String,
    /// What it shows, in words.
    pub alt: String,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

/// The pictures of a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pictures {
    /// The logos of the title page, the plan's own first.
    pub logos: Vec<Logotype>,
    /// The files as they were read, by their names.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// A logo ready for print.
#[derive(Debug, Clone, PartialEq)]
pub struct Logotype {
    /// Its name, words and size.
    pub picture: Picture,
    /// The PNG file.
    pub png: Vec<u8>,
}

/// A PNG file of RGBA pixels, the same bytes for the same pixels.
pub fn encode_png(rgba: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    encoded(rgba, (width, height), ExtendedColorType::Rgba8, PngFilter::Adaptive)
}

/// A PNG file of an opaque drawing, written without a filter: even surfaces become smaller, and are encoded faster.
pub fn encode_drawing(rgba: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let (pixels, _) = rgba.as_chunks::<4>();
    let rgb: Vec<u8> = pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
    encoded(&rgb, (width, height), ExtendedColorType::Rgb8, PngFilter::NoFilter)
}

fn encoded(
    pixels: &[u8],
    (width, height): (u32, u32),
    colours: ExtendedColorType,
    filter: PngFilter,
) -> Option<Vec<u8>> {
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Default, filter)
        .write_image(pixels, width, height, colours)
        .ok()?;
    Some(png)
}
