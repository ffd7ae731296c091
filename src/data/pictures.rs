//! The images that a plan names: read, checked and brought to print resolution. Comes in: the plan's folder
//! and the plan. Goes out: the pictures as PNG with their sizes in print, and what is not right with them.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::imageops::FilterType;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::{MAX_FILE_BYTES, ReadError, read_inside};
use crate::document::picture::{Logotype, PRINT_DPI, Picture, Pictures, encode_png};
use crate::plan::{Logo, Path, Plan};

/// Something that is not right with an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageProblem {
    /// The value that it is told of.
    pub path: Path,
    /// How bad it is.
    pub grade: Grade,
    /// What is wrong, in nynorsk.
    pub message: String,
    /// What to do about it, in nynorsk.
    pub hint: Option<String>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// It can't be printed.
    Unusable,
    /// It looks coarse on paper.
    Coarse,
}

/// The lowest resolution of a logo, in dots per inch: below it looks coarse in print.
const LEAST_DPI: f64 = 150.0;
/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// The widest that a logo is printed, in points: a third of the text's width.
const WIDEST: f64 = 140.0;
/// How high a logo may be printed, in millimetres.
const HEIGHTS: std::ops::RangeInclusive<f64> = 5.0..=40.0;

/// Reads the logos of the plan and of the parties on its title page.
pub fn read(folder: &std::path::Path, plan: &Plan) -> (Pictures, Vec<ImageProblem>) {
    let mut problems = Vec::new();
    let own = plan.hovud.logo.iter().map(|logo| (logo, Path::hovud().field("logo")));
    let parties = plan.hovud.framside.iter().filter_map(|id| {
        let (part, path) = plan.part_at(id)?;
        Some((part.logo.as_ref()?, path.field("logo")))
    });
    let mut reader =
        PictureReader { folder, files: BTreeMap::new(), images: BTreeMap::new(), prints: BTreeMap::new(), pixels: 0 };
    let mut logos = Vec::new();
    for (logo, path) in own.chain(parties) {
        let name = format!("logo-{}.png", logos.len() + 1);
        logos.extend(logotype(&mut reader, logo, &path, name, &mut problems));
    }
    (Pictures { logos, files: reader.files }, problems)
}

/// Reads each file once, however many parties have it.
struct PictureReader<'a> {
    folder: &'a std::path::Path,
    files: BTreeMap<String, Vec<u8>>,
    images: BTreeMap<String, Result<Decoded, Unusable>>,
    /// The prints, by the image and its height in hundredths of a millimetre.
    prints: BTreeMap<(String, u32), Print>,
    /// The points of all images so far.
    pixels: u64,
}

/// An image as it is in its file.
#[derive(Clone)]
struct Decoded {
    image: DynamicImage,
    /// The ICC profile of its colours, if it has one.
    profile: Option<Vec<u8>>,
}

/// An image brought to print resolution: the file, its size in points, its resolution before.
#[derive(Clone)]
struct Print {
    png: Option<Vec<u8>>,
    width: f64,
    height: f64,
    dpi: f64,
}

/// Why an image can't be printed.
#[derive(Debug, Clone, thiserror::Error)]
enum Unusable {
    #[error("{0}")]
    Unread(String),
    #[error("er ikkje eit bilete som kan brukast")]
    NoImage,
    #[error("er ikkje heil: slutten av biletet manglar")]
    CutOff,
    #[error("er for stort: det kan ha 40 millionar punkt")]
    TooLarge,
    #[error("er eitt for mykje: bileta i planen kan ha 100 millionar punkt til saman")]
    TooMuch,
    #[error("er heilt gjennomsiktig: ingenting av det ville synast")]
    Transparent,
    #[error("er så smalt at det ikkje ville synast")]
    Narrow,
}

impl PictureReader<'_> {
    fn image(&mut self, name: &str) -> Result<Decoded, Unusable> {
        if let Some(known) = self.images.get(name) {
            return known.clone();
        }
        let image = read_inside(self.folder, name, MAX_FILE_BYTES)
            .map_err(|error: ReadError| Unusable::Unread(error.to_string()))
            .and_then(|bytes| {
                let size = size(&bytes).map(|(width, height)| u64::from(width) * u64::from(height));
                self.pixels += size.as_ref().copied().unwrap_or(0);
                let image = match size {
                    Ok(_) if self.pixels > MOST_PIXELS_IN_ALL => Err(Unusable::TooMuch),
                    Ok(_) => decode(&bytes),
                    Err(why) => Err(why),
                };
                self.files.insert(name.into(), bytes);
                image
            });
        self.images.insert(name.into(), image.clone());
        image
    }

    /// The image of a logo as it is printed; each height of each image is made once.
    fn print(&mut self, logo: &Logo) -> Result<Print, Unusable> {
        let key = (logo.fil.clone(), (logo.høgd_mm * 100.0) as u32);
        if let Some(known) = self.prints.get(&key) {
            return Ok(known.clone());
        }
        let Decoded { image, profile } = self.image(&logo.fil)?;
        let (pixels_wide, pixels_high) = image.dimensions();
        let aspect = f64::from(pixels_wide) / f64::from(pixels_high);
        let height = (logo.høgd_mm * POINTS).min(WIDEST / aspect);
        let width = height * aspect;
        let dpi = f64::from(pixels_high) / (height / 72.0);
        let image = if dpi > PRINT_DPI {
            let scale = |length: f64| (length / 72.0 * PRINT_DPI).round().max(1.0) as u32;
            image.resize_exact(scale(width), scale(height), FilterType::Lanczos3)
        } else {
            image
        };
        let mut rgba = image.to_rgba8();
        if let Some(profile) = profile {
            to_srgb(&mut rgba, &profile);
        }
        let print = Print { png: encode_png(rgba.as_raw(), rgba.width(), rgba.height()), width, height, dpi };
        self.prints.insert(key, print.clone());
        Ok(print)
    }
}

fn logotype(
    reader: &mut PictureReader,
    logo: &Logo,
    path: &Path,
    name: String,
    problems: &mut Vec<ImageProblem>,
) -> Option<Logotype> {
    let mut tell = |field, grade, message, hint| {
        problems.push(ImageProblem { path: path.field(field), grade, message, hint });
    };
    if !HEIGHTS.contains(&logo.høgd_mm) {
        let message = format!("ein logo kan vere frå {} til {} mm høg", HEIGHTS.start(), HEIGHTS.end());
        tell("høgd_mm", Grade::Unusable, message, None);
        return None;
    }
    let print = match reader.print(logo) {
        Ok(print) => print,
        Err(why) => {
            let sign = if matches!(why, Unusable::Unread(_)) { ":" } else { "" };
            let hint = (!matches!(why, Unusable::Unread(_))).then(|| "Bruk ei PNG- eller JPEG-fil som er heil".into());
            tell("fil", Grade::Unusable, format!("{}{sign} {why}", logo.fil), hint);
            return None;
        }
    };
    let Print { png, width, height, dpi } = print;
    if dpi < LEAST_DPI {
        let message = format!("{} er for lite til å trykkjast: {dpi:.0} punkt per tomme", logo.fil);
        let needed = (height / 72.0 * LEAST_DPI).ceil();
        tell("fil", Grade::Coarse, message, Some(format!("Bruk eit bilete som er minst {needed:.0} punkt høgt")));
    }
    let Some(png) = png else {
        tell("fil", Grade::Unusable, format!("{} kan ikkje gjerast om til PNG", logo.fil), None);
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

/// The most points of an image: a whole page in the finest print.
const MOST_PIXELS: u64 = 40_000_000;
/// The largest ratio of an image's sides: a longer one would print as a hair.
const MAX_ASPECT_RATIO: u32 = 60;

/// The most points of all images of a plan.
const MOST_PIXELS_IN_ALL: u64 = 100_000_000;

/// The size of an image, if it is one that can be printed.
fn size(bytes: &[u8]) -> Result<(u32, u32), Unusable> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unusable::NoImage)?;
    let (width, height) = reader.into_dimensions().map_err(|_| Unusable::NoImage)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Unusable::TooLarge);
    }
    if width == 0 || height == 0 || width.max(height) / width.min(height) > MAX_ASPECT_RATIO {
        return Err(Unusable::Narrow);
    }
    Ok((width, height))
}

/// Gives an image the colours that it has in its profile as sRGB writes them, which the documents are in. A profile that is not
/// of red, green and blue is of what the decoder has made these of by itself; one that can't be read says nothing.
fn to_srgb(image: &mut RgbaImage, profile: &[u8]) {
    let own = ColorProfile::new_from_slice(profile).ok().filter(|own| own.color_space == DataColorSpace::Rgb);
    let Some(own) = own else { return };
    let options = TransformOptions::default();
    let made = own.create_transform_8bit(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgba, options);
    let mut converted = vec![0; image.as_raw().len()];
    if made.is_ok_and(|made| made.transform(image.as_raw(), &mut converted).is_ok()) {
        image.copy_from_slice(&converted);
    }
}

/// The image, turned as the camera says, with its profile.
fn decode(bytes: &[u8]) -> Result<Decoded, Unusable> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unusable::NoImage);
    let format = reader()?.format().filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg));
    let format = format.ok_or(Unusable::NoImage)?;
    if format == ImageFormat::Jpeg && is_cut_off(bytes) {
        return Err(Unusable::CutOff);
    }
    let mut reader = reader()?;
    reader.limits(Limits::default());
    let mut decoder = reader.into_decoder().map_err(|_| Unusable::NoImage)?;
    let orientation = decoder.orientation().map_err(|_| Unusable::NoImage)?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| Unusable::NoImage)?;
    image.apply_orientation(orientation);
    if image.color().has_alpha() && image.to_rgba8().pixels().all(|pixel| pixel.0[3] == 0) {
        return Err(Unusable::Transparent);
    }
    Ok(Decoded { image, profile })
}

/// Whether a JPEG lacks its end (ITU-T T.81, B.1.1.3: the last scan is followed by EOI), which decoders print half grey.
fn is_cut_off(jpeg: &[u8]) -> bool {
    let last = |marker: [u8; 2]| jpeg.windows(2).rposition(|pair| pair == marker);
    last([0xFF, 0xD9]) < last([0xFF, 0xDA])
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageEncoder, Rgba};

    #[test]
    fn colours_of_another_space_are_printed_as_they_are() {
        let adobe = ColorProfile::new_adobe_rgb().encode().unwrap();
        let mut file = Vec::new();
        let mut encoder = image::codecs::png::PngEncoder::new(&mut file);
        encoder.set_icc_profile(adobe).unwrap();
        let source = RgbaImage::from_pixel(4, 4, Rgba([200, 30, 40, 128]));
        encoder.write_image(source.as_raw(), 4, 4, image::ExtendedColorType::Rgba8).unwrap();
        let Decoded { image, profile } = decode(&file).unwrap();
        let mut printed = image.to_rgba8();
        to_srgb(&mut printed, &profile.unwrap());
        let pixel = printed.get_pixel(2, 2).0;
        let near = pixel.iter().zip([233u8, 24, 36, 128]).all(|(own, wanted)| own.abs_diff(wanted) <= 4);
        assert!(near, "{pixel:?}");
    }

    #[test]
    fn profiles_of_other_kinds_and_broken_ones_change_nothing() {
        let grey = ColorProfile::new_gray_with_gamma(2.2).encode().unwrap();
        for profile in [grey.as_slice(), b"", b"ikkje ein profil", &[0xff; 300]] {
            let source = RgbaImage::from_pixel(2, 2, Rgba([200, 30, 40, 255]));
            let mut printed = source.clone();
            to_srgb(&mut printed, profile);
            assert_eq!(printed, source);
        }
    }
}
