//! docx-rs panics on shapes. Here each chart's picture becomes what Word's own drawing tools would have made: a group of
//! boxes and lines (`wpg`, `wps`) that can be edited, with the picture as the fallback for programs that know no groups
//! (ECMA-376 part 3, 9: `mc:AlternateContent`; [MS-ODRAWXML] 2.3).

use super::pictures::ticket;
use super::{Facts, Package, check_tickets};
use crate::document::{BoxLook, Chart, ChartBox, Text};
use crate::docx::DocxError;
use crate::docx::body::{CHART_MARGIN, emu};
use crate::docx::styles::twips;
use crate::docx::xml::Element;
use crate::words::word::WordFileTerms;

const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const GROUP: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";
/// What a program must know to be given the group. LibreOffice 7.4 draws groups well but drops the words on them; it does
/// not know `w15` (Word 2013), so it takes the picture, whose words it keeps.
const REQUIRED: &str = "wpg w15";
/// The outlines of boxes and the lines between them, as in `templates/chart.typ`, in points.
const LINE: f64 = 0.8;
/// A line of the font in Word, as a share of its size; closer lines must be set so.
const USUAL_LEADING: f64 = 1.2;
/// The radius of a box's corners, in points.
const RADIUS: f64 = 3.0;

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    // Ids go on where those of the pictures end.
    let mut id = 0;
    package.document.visit(&mut |element| id += usize::from(element.name == "wp:docPr"));
    let mut found = Vec::new();
    let Package { document, pictures, .. } = package;
    document.visit(&mut |element| {
        // The picture that becomes the fallback stands in no run of its own.
        let drawings = element.name == "w:r";
        for drawing in element.elements_mut().filter(|own| drawings && own.name == "w:drawing") {
            let Some(own) = ticket(drawing, pictures) else { continue };
            if let Some(chart) = facts.tickets.pictures.get(&own).and_then(|picture| picture.chart.as_ref()) {
                let picture = std::mem::take(drawing);
                *drawing = alternatives(picture, chart, facts.terms.word_names, &mut id);
                found.push(own);
            }
        }
    });
    let drawn = facts.tickets.pictures.iter().filter(|(_, picture)| picture.chart.is_some());
    check_tickets(&drawn.map(|(ticket, _)| (ticket.clone(), ())).collect(), &found)
}

fn alternatives(picture: Element, chart: &Chart, names: &WordFileTerms, id: &mut usize) -> Element {
    let group = grouped(&picture, chart, names, id);
    Element::new("mc:AlternateContent")
        .child(Element::new("mc:Choice").with("Requires", REQUIRED).child(group))
        .child(Element::new("mc:Fallback").child(picture))
}

/// The picture's frame, with its size and its words, around a group instead.
fn grouped(picture: &Element, chart: &Chart, names: &WordFileTerms, id: &mut usize) -> Element {
    let mut drawing = picture.clone();
    if let Some(frame) = drawing.find_mut("wp:inline") {
        let own = next(id);
        let name = frame.find_or_insert("wp:docPr");
        name.set("id", own.to_string());
        name.set("name", format!("{} {own}", names.figure));
        frame.replace(Element::new("wp:cNvGraphicFramePr"));
        frame.replace(
            Element::new("a:graphic")
                .with("xmlns:a", MAIN)
                .child(Element::new("a:graphicData").with("uri", GROUP).child(group(chart, names, id))),
        );
    }
    drawing
}

fn next(id: &mut usize) -> usize {
    *id += 1;
    *id
}

fn group(chart: &Chart, names: &WordFileTerms, id: &mut usize) -> Element {
    let size = (chart.width + 2.0 * CHART_MARGIN, chart.height + 2.0 * CHART_MARGIN);
    let frame = transform((0.0, 0.0), size).child(point("a:chOff", ("x", 0.0), ("y", 0.0))).child(point(
        "a:chExt",
        ("cx", size.0),
        ("cy", size.1),
    ));
    let mut group =
        Element::new("wpg:wgp").child(Element::new("wpg:cNvGrpSpPr")).child(Element::new("wpg:grpSpPr").child(frame));
    for edge in &chart.edges {
        for stretch in edge.points.windows(2) {
            group = group.child(connector(stretch[0], stretch[1], edge.dashed, names, next(id)));
        }
    }
    for shown in &chart.boxes {
        group = group.child(shape(shown, chart, names, next(id)));
    }
    group
}

fn point(name: &str, (x_name, x): (&str, f64), (y_name, y): (&str, f64)) -> Element {
    Element::new(name).with(x_name, emu(x).to_string()).with(y_name, emu(y).to_string())
}

fn transform((x, y): (f64, f64), (width, height): (f64, f64)) -> Element {
    Element::new("a:xfrm").child(point("a:off", ("x", x), ("y", y))).child(point(
        "a:ext",
        ("cx", width),
        ("cy", height),
    ))
}

fn colour(name: &str) -> Element {
    Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", name))
}

/// A line of the theme's first colour. `cap` is what its ends look like.
fn line(dashed: bool, cap: &str) -> Element {
    let line = Element::new("a:ln").with("w", emu(LINE).to_string()).with("cap", cap).child(colour("accent1"));
    if dashed { line.child(Element::new("a:prstDash").with("val", "dash")) } else { line }
}

fn geometry(preset: &str, values: Element) -> Element {
    Element::new("a:prstGeom").with("prst", preset).child(values)
}

fn connector(from: (f64, f64), to: (f64, f64), dashed: bool, names: &WordFileTerms, id: usize) -> Element {
    let corner = (from.0.min(to.0) + CHART_MARGIN, from.1.min(to.1) + CHART_MARGIN);
    let size = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    let property = Element::new("wps:spPr")
        .child(transform(corner, size))
        .child(geometry("line", Element::new("a:avLst")))
        // Square ends close the corner that two stretches make.
        .child(line(dashed, if dashed { "flat" } else { "sq" }));
    Element::new("wps:wsp")
        .child(Element::new("wps:cNvPr").with("id", id.to_string()).with("name", format!("{} {id}", names.line)))
        .child(Element::new("wps:cNvCnPr"))
        .child(property)
        .child(Element::new("wps:bodyPr"))
}

fn shape(shown: &ChartBox, chart: &Chart, names: &WordFileTerms, id: usize) -> Element {
    let (style, fill) = match shown.look {
        BoxLook::Top => ("Kartbokstopp", "accent1"),
        BoxLook::Line => ("Kartboks", "lt2"),
        BoxLook::Advisory => ("Kartboks", "lt1"),
    };
    let radius = (RADIUS / shown.width.min(shown.height) * 100_000.0).round();
    let corners =
        Element::new("a:avLst").child(Element::new("a:gd").with("name", "adj").with("fmla", format!("val {radius}")));
    let property = Element::new("wps:spPr")
        .child(transform((shown.x + CHART_MARGIN, shown.y + CHART_MARGIN), (shown.width, shown.height)))
        .child(geometry("roundRect", corners))
        .child(colour(fill))
        .child(line(shown.look == BoxLook::Advisory, "flat"));
    let mut text = Element::new("w:txbxContent").child(paragraph(&shown.name, style, chart));
    if !shown.lines.is_empty() {
        // Only the name is bold; the lines under it have the colour of the box.
        let style = if shown.look == BoxLook::Top { "Kartbokstopplinje" } else { style };
        text = text.child(paragraph(&shown.lines, style, chart));
    }
    let mut body = Element::new("wps:bodyPr").with("rot", "0").with("wrap", "square");
    for side in ["lIns", "tIns", "rIns", "bIns"] {
        body.set(side, "0");
    }
    Element::new("wps:wsp")
        .child(Element::new("wps:cNvPr").with("id", id.to_string()).with("name", format!("{} {id}", names.shape)))
        .child(Element::new("wps:cNvSpPr"))
        .child(property)
        .child(Element::new("wps:txbx").child(text))
        .child(body.with("anchor", "ctr").child(Element::new("a:noAutofit")))
}

/// The lines of a box, broken where the layout broke them.
fn paragraph(lines: &[Text], style: &str, chart: &Chart) -> Element {
    // Word knows half points only; what is between is set larger and narrower.
    let half_points = (chart.font_size * 2.0).ceil();
    let narrower = (100.0 * 2.0 * chart.font_size / half_points).floor();
    let half_points = half_points.to_string();
    let size = if narrower < 100.0 {
        Element::new("w:rPr").child(Element::with_val("w:w", narrower.to_string()))
    } else {
        Element::new("w:rPr")
    };
    let size = size
        .child(Element::with_val("w:sz", half_points.as_str()))
        .child(Element::with_val("w:szCs", half_points.as_str()));
    let mut run = Element::new("w:r").child(size);
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            run = run.child(Element::new("w:br"));
        }
        run = run.child(Element::new("w:t").with("xml:space", "preserve").text(line.words()));
    }
    let mut property = Element::new("w:pPr").child(Element::with_val("w:pStyle", style));
    if chart.leading < USUAL_LEADING * chart.font_size {
        let line = twips(chart.leading).to_string();
        property = property.child(Element::new("w:spacing").with("w:line", line).with("w:lineRule", "exact"));
    }
    Element::new("w:p").child(property).child(run)
}
