//! The images that a plan names: read, checked and brought to print resolution. Comes in: the plan's folder
//! and the plan. Goes out: the pictures as PNG with their sizes in print, or findings.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::document::Picture;
use crate::finding::{Finding, Place, Severity};
use crate::load::{Path, read_inside};
use crate::plan::{Logo, Plan};

/// The code of findings about images.
const CODE: &str = "HP004";
/// The code of those that are too small.
const TOO_SMALL: &str = "HP005";

/// The resolution to which larger images are scaled down, in dots per inch.
pub const PRINT_DPI: f64 = 300.0;
/// Under this a printed logo looks coarse.
const LEAST_DPI: f64 = 150.0;
/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// The widest that a logo is printed, in points: a third of the text's width.
const WIDEST: f64 = 140.0;
/// How high a logo may be printed, in millimetres.
const HEIGHTS: std::ops::RangeInclusive<f64> = 5.0..=40.0;

/// The pictures of a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pictures {
    /// The logos of the title page, the plan's own first.
    pub logos: Vec<Logotype>,
}

/// A logo ready for print.
#[derive(Debug, Clone, PartialEq)]
pub struct Logotype {
    /// Its name, words and size.
    pub picture: Picture,
    /// The PNG file.
    pub png: Vec<u8>,
}

/// Reads the logos of the plan and of the parties on its title page.
pub fn read(folder: &std::path::Path, plan: &Plan, findings: &mut Vec<Finding>) -> Pictures {
    let root = Path::hovud();
    let own = plan.hovud.logo.iter().map(|logo| (logo, root.field("logo")));
    let parties = plan.hovud.framside.iter().filter_map(|id| {
        let index = plan.hovud.partar.iter().position(|part| &part.id == id)?;
        let logo = plan.hovud.partar[index].logo.as_ref()?;
        Some((logo, root.field("partar").index(index).field("logo")))
    });
    let mut logos = Vec::new();
    for (logo, path) in own.chain(parties) {
        let name = format!("logo-{}.png", logos.len() + 1);
        logos.extend(logotype(folder, logo, &path, name, findings));
    }
    Pictures { logos }
}

fn logotype(
    folder: &std::path::Path,
    logo: &Logo,
    path: &Path,
    name: String,
    findings: &mut Vec<Finding>,
) -> Option<Logotype> {
    let at_file = Place::Value(path.field("fil"));
    if !HEIGHTS.contains(&logo.høgd_mm) {
        let message = format!("ein logo kan vera frå {} til {} mm høg", HEIGHTS.start(), HEIGHTS.end());
        findings.push(Finding::error(CODE, Place::Value(path.field("høgd_mm")), message));
        return None;
    }
    let bytes = match read_inside(folder, &logo.fil) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(Finding::error(CODE, at_file, format!("{}: {error}", logo.fil)));
            return None;
        }
    };
    let Some(image) = decode(bytes) else {
        let message = format!("{} er ikkje eit bilete som kan brukast", logo.fil);
        findings.push(Finding::error(CODE, at_file, message).hint("Bruk ei PNG- eller JPEG-fil"));
        return None;
    };
    let (pixels_wide, pixels_high) = image.dimensions();
    let aspect = f64::from(pixels_wide) / f64::from(pixels_high);
    let height = (logo.høgd_mm * POINTS).min(WIDEST / aspect);
    let width = height * aspect;
    let dpi = f64::from(pixels_high) / (height / 72.0);
    if dpi < LEAST_DPI {
        let mut finding = Finding::error(
            TOO_SMALL,
            at_file.clone(),
            format!("{} er for lite til å trykkjast: {dpi:.0} punkt per tomme", logo.fil),
        )
        .hint(format!("Bruk eit bilete som er minst {:.0} punkt høgt", (height / 72.0 * LEAST_DPI).ceil()));
        finding.severity = Severity::Warning;
        findings.push(finding);
    }
    let image = if dpi > PRINT_DPI {
        let scale = |length: f64| (length / 72.0 * PRINT_DPI).round().max(1.0) as u32;
        image.resize_exact(scale(width), scale(height), FilterType::Lanczos3)
    } else {
        image
    };
    let rgba = image.to_rgba8();
    let Some(png) = encode_png(rgba.as_raw(), rgba.width(), rgba.height()) else {
        findings.push(Finding::error(CODE, at_file, format!("{} kan ikkje gjerast om til PNG", logo.fil)));
        return None;
    };
    Some(Logotype {
        picture: Picture {
            file: name,
            alt: logo.alt.clone(),
            width: (width * 100.0).round() / 100.0,
            height: (height * 100.0).round() / 100.0,
        },
        png,
    })
}

/// The image, turned as the camera says; `None` if it is neither PNG nor JPEG, damaged, or too large.
fn decode(bytes: Vec<u8>) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    if !matches!(reader.format()?, ImageFormat::Png | ImageFormat::Jpeg) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(20_000);
    limits.max_image_height = Some(20_000);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(orientation);
    (image.width() > 0 && image.height() > 0).then_some(image)
}

/// A PNG file of RGBA pixels, the same bytes for the same pixels.
pub fn encode_png(rgba: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    use image::{ExtendedColorType, ImageEncoder};
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Default, PngFilter::Adaptive)
        .write_image(rgba, width, height, ExtendedColorType::Rgba8)
        .ok()?;
    Some(png)
}
