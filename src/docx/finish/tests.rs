//! For every rule a fixture as docx-rs writes it: what the rule is for does not hold before it, and holds after it.

use std::path::Path;

use super::*;
use crate::document::Lang;
use crate::docx::body::PictureTicket;
use crate::docx::xml::Node;
use crate::edition::Edition;
use crate::make::build::load_and_compose;

fn element(xml: &str) -> Element {
    Element::parse(xml.as_bytes()).unwrap()
}

fn package(body: &str) -> Package {
    Package {
        document: element(&format!("<w:document><w:body>{body}</w:body></w:document>")),
        styles: element("<w:styles/>"),
        numbering: element("<w:numbering/>"),
        settings: element("<w:settings/>"),
        font_table: element("<w:fonts/>"),
        theme: element("<a:theme/>"),
        relationships: element("<Relationships/>"),
        headers: Vec::new(),
        footers: Vec::new(),
        core: element("<cp:coreProperties/>"),
        app: element("<Properties/>"),
        media: Vec::new(),
        pictures: [("a", "bilete-1"), ("b", "bilete-2")].map(|(id, own)| (id.into(), own.into())).into(),
        extra: Vec::new(),
        beside: Vec::new(),
        custom: None,
    }
}

/// The rule's promise, broken before and kept after.
fn assert_mends(rule: Rule, mut package: Package, kept: impl Fn(&Package) -> bool) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/eksempel-bokmal-2026");
    let paged = load_and_compose(&example, Edition::Utkast).unwrap().paged().clone();
    let same = crate::compare::redline(paged.document(), paged.document(), "Prøve").document;
    let chart = paged.document().figures().next().unwrap().chart.clone();
    let picture = |words: &str, chart| PictureTicket { words: words.to_string(), chart, png: Vec::new() };
    let mut given = PlaceholderIds {
        pictures: [("bilete-1", picture("Et fjell", None)), ("bilete-2", picture("En elv", chart))]
            .map(|(own, picture)| (own.into(), picture))
            .into(),
        tables: [("tabell-1".into(), "Hva tabellen viser".into())].into(),
    };
    let tickets = given.clone();
    // Styles have numbers only where nothing is changed.
    let document = if [styles::apply as Rule].contains(&rule) { paged.document() } else { &same };
    let (meta, terms) = (&same.meta, Terms::of_lang(Lang::Nb));
    let facts = Facts { document, meta, look: paged.look(), terms, band: 300.0, tickets };
    assert!(!kept(&package), "the fixture is not broken");
    let mut again = package_again(&package);
    rule(&mut package, &facts).unwrap();
    assert!(kept(&package), "{:#?}", package.document);
    // Where something was written that is not in the parts, the rule that looks for it says so.
    if [pictures::apply as Rule, charts::apply, tables::apply].contains(&rule) {
        let chart = given.pictures["bilete-2"].clone();
        given.pictures.insert("borte".into(), chart);
        given.tables.insert("borte".into(), String::new());
        let lost = rule(&mut again, &Facts { tickets: given, ..facts });
        assert!(matches!(lost, Err(DocxError::Lost(own)) if own == "borte"));
    }
}

/// A copy of a package.
fn package_again(package: &Package) -> Package {
    Package {
        document: package.document.clone(),
        styles: package.styles.clone(),
        numbering: package.numbering.clone(),
        settings: package.settings.clone(),
        font_table: package.font_table.clone(),
        theme: package.theme.clone(),
        relationships: package.relationships.clone(),
        headers: package.headers.clone(),
        footers: package.footers.clone(),
        core: package.core.clone(),
        app: package.app.clone(),
        media: package.media.clone(),
        pictures: package.pictures.clone(),
        extra: package.extra.clone(),
        beside: Vec::new(),
        custom: None,
    }
}

/// Every element with a name.
fn all<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let deeper = element.elements().flat_map(|child| all(child, name));
    let own = element.elements().filter(|child| child.name == name);
    own.chain(deeper).collect()
}

fn values<'a>(element: &'a Element, name: &str, attribute: &str) -> Vec<&'a str> {
    all(element, name).into_iter().filter_map(|found| found.get(attribute)).collect()
}

const PICTURE: &str = r#"<w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Figure"/><a:graphic><a:blip r:embed="rIdImage9"/></a:graphic></wp:inline></w:drawing>"#;

/// A picture whose file has an id.
fn picture(id: &str) -> String {
    PICTURE.replace("rIdImage9", id)
}

#[test]
fn theme_gives_word_the_plans_colours() {
    assert_mends(theme::apply, package(""), |package| {
        values(&package.relationships, "Relationship", "Target") == ["theme/theme1.xml"]
    });
}

#[test]
fn identity_numbers_pictures_and_links_by_the_text() {
    let mut broken = package(&format!(
        r#"<w:p w14:paraId="0000002A"><w:hyperlink r:id="rId77"/></w:p><w:p><w:r>{PICTURE}</w:r><w:r>{PICTURE}</w:r></w:p>"#
    ));
    broken.relationships = element(
        r#"<Relationships><Relationship Id="rIdImage9" Target="media/rIdImage9.png"/><Relationship Id="rId77" Target="https://example.org"/><Relationship Id="x" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>"#,
    );
    broken.media = vec![("rIdImage9".into(), Vec::new())];
    assert_mends(identity::apply, broken, |package| {
        values(&package.relationships, "Relationship", "Target") == ["https://example.org", "media/image1.png"]
            && values(&package.relationships, "Relationship", "Id") == ["rId1", "rId2"]
            && values(&package.document, "w:hyperlink", "r:id") == ["rId1"]
            && values(&package.document, "a:blip", "r:embed") == ["rId2", "rId2"]
            && values(&package.document, "wp:docPr", "id") == ["1", "2"]
            && package.pictures["rId2"] == "rIdImage9"
            && package.media[0].0 == "image1"
    });
}

#[test]
fn pictures_get_words_for_those_who_cannot_see_them() {
    let broken = package(&format!("<w:p><w:r>{}</w:r><w:ins><w:r>{}</w:r></w:ins></w:p>", picture("a"), picture("b")));
    assert_mends(pictures::apply, broken, |package| {
        values(&package.document, "wp:docPr", "descr") == ["Et fjell", "En elv"]
    });
}

#[test]
fn charts_become_shapes_with_the_picture_as_the_fallback() {
    let broken = package(&format!("<w:p><w:r>{}</w:r></w:p>", picture("b")));
    assert_mends(charts::apply, broken, |package| {
        let ids: Vec<&str> =
            ["wp:docPr", "wps:cNvPr"].iter().flat_map(|name| values(&package.document, name, "id")).collect();
        let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        let text: Vec<String> =
            all(&package.document, "w:t").iter().map(|text| format!("{:?}", text.children)).collect();
        // The example's chart has three boxes, and lines of three and two stretches between them.
        all(&package.document, "mc:Choice").iter().map(|choice| all(choice, "wps:txbx").len()).sum::<usize>() == 3
            && all(&package.document, "wps:cNvCnPr").len() == 5
            && all(&package.document, "mc:Fallback").iter().all(|fallback| all(fallback, "a:blip").len() == 1)
            && unique.len() == ids.len()
            && text.iter().any(|text| text.contains("Ungdomsråd"))
    });
}

#[test]
fn band_reaches_to_the_edges_of_the_sheet() {
    let reference = r#"<w:sectPr><w:headerReference w:type="first" r:id="rId1"/></w:sectPr>"#;
    let mut broken = package(reference);
    broken.relationships = element(r#"<Relationships><Relationship Id="rId1" Target="header1.xml"/></Relationships>"#);
    broken.headers = vec![element("<w:hdr><w:p/></w:hdr>")];
    assert_mends(band::apply, broken, |package| {
        values(&package.headers[0], "wp:extent", "cx") == ["7560000"]
            && values(&package.headers[0], "wp:anchor", "behindDoc") == ["1"]
            && values(&package.headers[0], "adec:decorative", "val") == ["1"]
    });
}

#[test]
fn tables_have_a_header_row_and_say_what_they_show() {
    let broken = package(
        "<w:tbl><w:tblPr><w:jc/></w:tblPr><w:tr><w:tc><w:p w14:paraId=\"tabell-1\"/></w:tc></w:tr><w:tr><w:tc/></w:tr></w:tbl>",
    );
    assert_mends(tables::apply, broken, |package| {
        all(&package.document, "w:tblHeader").len() == 1
            && values(&package.document, "w:tblDescription", "w:val") == ["Hva tabellen viser"]
            && values(&package.document, "w:tblLook", "w:firstRow") == ["1"]
            && values(&package.styles, "w:style", "w:styleId")
                == ["Handlingsplantabell", "Loggtabell", "Oversynstabell", "Faktatabell"]
    });
}

#[test]
fn styles_know_their_language_their_numbering_and_their_defaults() {
    let mut broken = package("");
    broken.styles = element(
        r#"<w:styles><w:docDefaults/><w:style w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:rFonts/></w:rPr></w:style><w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Partar"><w:name w:val="Partar"/></w:style></w:styles>"#,
    );
    assert_mends(styles::apply, broken, |package| {
        values(&package.styles, "w:lang", "w:val") == ["nb-NO"]
            && values(&package.styles, "w:style", "w:default").len() == 4
            && values(&package.styles, "w:numId", "w:val") == ["2"]
            && values(&package.styles, "w:style", "w:customStyle").len() == 1
            && values(&package.styles, "w:latentStyles", "w:defSemiHidden") == ["1"]
    });
}

#[test]
fn numberings_are_outlines_and_used() {
    let mut broken = package("");
    broken.numbering = element(
        r#"<w:numbering><w:abstractNum w:abstractNumId="1"/><w:abstractNum w:abstractNumId="2"/><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#,
    );
    assert_mends(numbering::apply, broken, |package| {
        values(&package.numbering, "w:abstractNum", "w:abstractNumId") == ["2"]
            && values(&package.numbering, "w:multiLevelType", "w:val") == ["multilevel"]
            && values(&package.numbering, "w:nsid", "w:val") == ["48500002"]
            && all(&package.numbering, "w:num").is_empty()
    });
}

#[test]
fn sections_take_their_headers_from_the_first() {
    let broken = package(
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:sectPr><w:headerReference/><w:footerReference/><w:titlePg/></w:sectPr>",
    );
    assert_mends(sections::apply, broken, |package| {
        let sections = all(&package.document, "w:sectPr");
        let count = |name: &str| sections.iter().map(|section| section.find(name).iter().count()).collect::<Vec<_>>();
        // The body's own comes first here, for it is not as deep.
        count("w:headerReference") == [0, 1] && count("w:footerReference") == [0, 1] && count("w:titlePg") == [0, 1]
    });
}

#[test]
fn sections_on_their_side_have_a_header_as_wide_as_the_page() {
    let section = |more: &str| format!("<w:p><w:pPr><w:sectPr>{more}</w:sectPr></w:pPr></w:p>");
    let wide = section(r#"<w:pgSz w:orient="landscape"/>"#);
    let references = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:pgSz/></w:sectPr>"#;
    let mut broken = package(&format!("{}{wide}{references}", section("<w:pgSz/>")));
    broken.relationships = element(r#"<Relationships><Relationship Id="rId1" Target="header1.xml"/></Relationships>"#);
    broken.headers = vec![element("<w:hdr><w:p><w:r><w:tab/></w:r></w:p></w:hdr>")];
    assert_mends(sections::apply, broken, |package| {
        let used =
            |section: &Element| section.find("w:headerReference").and_then(|own| own.get("r:id")).map(str::to_string);
        // The body's own section, the last, comes first here.
        let used: Vec<_> = all(&package.document, "w:sectPr").into_iter().map(used).collect();
        package.headers.len() == 2
            && used == [Some("rId1".into()), Some("rId1".into()), Some("rId2".into())]
            && values(&package.headers[1], "w:tab", "w:pos") == ["8504", "13436"]
    });
}

#[test]
fn settings_are_those_of_todays_word() {
    let mut broken = package("");
    broken.settings = element(r#"<w:settings><w:updateFields w:val="true"/></w:settings>"#);
    assert_mends(settings::apply, broken, |package| {
        let mode = all(&package.settings, "w:compatSetting");
        mode.iter().any(|one| (one.get("w:name"), one.get("w:val")) == (Some("compatibilityMode"), Some("15")))
            && values(&package.settings, "w:themeFontLang", "w:val") == ["nb-NO"]
            && all(&package.settings, "w:updateFields").is_empty()
            && all(&package.settings, "w:trackRevisions").len() == 1
    });
}

#[test]
fn properties_say_what_the_document_is() {
    let mut broken = package("");
    broken.core =
        element("<cp:coreProperties><dcterms:created>1970-01-01T00:00:00Z</dcterms:created></cp:coreProperties>");
    assert_mends(properties::apply, broken, |package| {
        let text = String::from_utf8(package.core.to_part().unwrap()).unwrap();
        ["Utkast til handlingsplan 2026", "nb-NO", "2026-02-20T00:00:00Z"].iter().all(|part| text.contains(part))
    });
}

#[test]
fn names_are_not_parted_at_their_hyphen() {
    let words = "Aust- og Vest-Agder, e-post: a-B@nord-Sør.no";
    let broken = package(&format!("<w:p><w:r><w:b/><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>"));
    assert_mends(names::apply, broken, |package| {
        let run = all(&package.document, "w:r").remove(0);
        let names: Vec<&str> = run.elements().map(|own| own.name.as_str()).collect();
        names == ["w:b", "w:t", "w:noBreakHyphen", "w:t"]
            && all(run, "w:t").iter().all(|own| own.get("xml:space") == Some("preserve"))
            && run.elements().last().is_some_and(|own| own.children == [Node::Text(words[14..].into())])
    });
}

/// A package whose only paragraph is a cell with an old and a new number.
fn changed_number(style: &str) -> Package {
    let run = |change: &str, number: &str| {
        format!("<w:r><w:rPr><w:highlight w:val=\"{change}\"/></w:rPr><w:t>{number}</w:t></w:r>")
    };
    let runs = run("taken-out", "70 %") + &run("put-in", "60 %");
    package(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>"))
}

#[test]
fn revisions_leave_room_between_an_old_number_and_the_new_one() {
    assert_mends(revisions::apply, changed_number("Tabelltal"), |package| {
        let deleted = all(&package.document, "w:delText");
        let words: Vec<_> = deleted.iter().map(|own| own.children.clone()).collect();
        words == [[Node::Text("70 ".into())], [Node::Text("%".into())]]
            && values(&package.document, "w:spacing", "w:val") == ["120"]
    });
    assert_mends(revisions::apply, changed_number("Tabelltekst"), |package| {
        all(&package.document, "w:highlight").is_empty() && all(&package.document, "w:spacing").is_empty()
    });
}

#[test]
fn surplus_is_taken_away() {
    let broken = package(
        r#"<w:p w14:paraId="0000002A"><w:pPr><w:rPr/></w:pPr></w:p><w:tbl><w:gridCol w:w="9" w:type="dxa"/></w:tbl>"#,
    );
    assert_mends(surplus::apply, broken, |package| {
        all(&package.document, "w:rPr").is_empty()
            && values(&package.document, "w:p", "w14:paraId").is_empty()
            && values(&package.document, "w:gridCol", "w:type").is_empty()
    });
}

#[test]
fn fonts_are_those_of_the_styles() {
    let mut broken = package("");
    broken.font_table = element(r#"<w:fonts><w:font w:name="Times New Roman"/><w:font w:name="Symbol"/></w:fonts>"#);
    assert_mends(fonts::apply, broken, |package| {
        values(&package.font_table, "w:font", "w:name") == ["Calibri"]
            && values(&package.font_table, "w:altName", "w:val") == ["Carlito"]
    });
}

#[test]
fn unused_styles_of_the_plan_are_taken_away() {
    let mut broken = package(r#"<w:p><w:pPr><w:pStyle w:val="Brukt"/></w:pPr></w:p>"#);
    broken.styles = element(
        r#"<w:styles><w:docDefaults/><w:style w:styleId="Heading9"><w:next w:val="Neste"/></w:style><w:style w:styleId="Grunn" w:customStyle="1"/><w:style w:styleId="Midt" w:customStyle="1"><w:basedOn w:val="Grunn"/></w:style><w:style w:styleId="Brukt" w:customStyle="1"><w:basedOn w:val="Midt"/></w:style><w:style w:styleId="Neste" w:customStyle="1"/><w:style w:styleId="Ubrukt" w:customStyle="1"><w:basedOn w:val="Grunn"/></w:style></w:styles>"#,
    );
    assert_mends(unused::apply, broken, |package| {
        values(&package.styles, "w:style", "w:styleId") == ["Heading9", "Grunn", "Midt", "Brukt", "Neste"]
            && all(&package.styles, "w:docDefaults").len() == 1
    });
}

#[test]
fn order_is_the_schemas() {
    let broken = package(r#"<w:p><w:pPr><w:jc/><w:keepNext/><w:pStyle/></w:pPr></w:p>"#);
    assert_mends(order::apply, broken, |package| {
        let names: Vec<&str> = all(&package.document, "w:pPr")[0].elements().map(|child| child.name.as_str()).collect();
        names == ["w:pStyle", "w:keepNext", "w:jc"]
    });
}

#[test]
fn revisions_become_words_tracked_changes() {
    let broken = package(
        "<w:bookmarkStart w:id=\"7\"/><w:p><w:pPr><w:rPr><w:highlight w:val=\"put-in\"/><w:b/></w:rPr></w:pPr>\
         <w:r><w:rPr><w:highlight w:val=\"put-in\"/></w:rPr><w:t>inn</w:t></w:r>\
         <w:r><w:rPr><w:highlight w:val=\"taken-out\"/></w:rPr><w:t>ut</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:p><w:pPr><w:rPr><w:highlight w:val=\"row-taken-out\"/></w:rPr></w:pPr>\
         </w:p></w:tc></w:tr></w:tbl>",
    );
    assert_mends(revisions::apply, broken, |package| {
        let document = &package.document;
        let ids: Vec<_> = ["w:ins", "w:del"].iter().flat_map(|name| values(document, name, "w:id")).collect();
        all(document, "w:highlight").is_empty()
            && ids.iter().all(|id| id.parse::<usize>().unwrap() > 7)
            && all(document, "w:delText").len() == 1
            && all(document, "w:trPr").iter().all(|own| own.elements().last().unwrap().name == "w:del")
            && crate::docx::proof::faults(document).is_empty()
    });
}

#[test]
fn revisions_reach_into_the_boxes_of_a_drawing() {
    let drawing = |change: &str, words: &str| {
        format!(
            "<w:r><w:rPr><w:highlight w:val=\"{change}\"/></w:rPr><mc:AlternateContent>\
             <mc:Choice><w:txbxContent><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
             <mc:Fallback><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></mc:Fallback>\
             </mc:AlternateContent></w:r>"
        )
    };
    let broken = package(&format!("<w:p>{}{}</w:p>", drawing("taken-out", "ut"), drawing("put-in", "inn")));
    assert_mends(revisions::apply, broken, |package| {
        let boxes = all(&package.document, "w:txbxContent");
        let marks = |name: &str| boxes.iter().map(|own| all(own, name).len()).collect::<Vec<_>>();
        all(&package.document, "w:highlight").is_empty()
            && marks("w:del") == [1, 1, 0, 0]
            && marks("w:delText") == [1, 1, 0, 0]
            && marks("w:ins") == [0, 0, 1, 1]
            && marks("w:t") == [0, 0, 1, 1]
            && all(&package.document, "w:b").len() == 2
            && crate::docx::proof::faults(&package.document).is_empty()
    });
}

#[test]
fn every_rule_is_tested_here() {
    let own = include_str!("tests.rs");
    let rules = include_str!("mod.rs");
    let (_, list) = rules.split_once("const RULES").unwrap();
    for rule in list.split(';').next().unwrap().lines().filter_map(|line| line.trim().strip_suffix("::apply,")) {
        assert!(own.contains(&format!("assert_mends({rule}::apply,")), "{rule}");
    }
}

/// What is wrong with the parts of a Word file, looked at as Word does: nothing here asks what a rule does.
fn objections(package: &Package) -> Vec<&'static str> {
    let (document, styles) = (&package.document, &package.styles);
    let unique = |values: Vec<&str>| values.iter().collect::<std::collections::BTreeSet<_>>().len() == values.len();
    let relations = values(&package.relationships, "Relationship", "Target");
    let named = |id: &str| all(styles, "w:style").into_iter().find(|style| style.get("w:styleId") == Some(id)).cloned();
    let part_order = |parent: &str, first: &str, then: &str| {
        all(document, parent).into_iter().chain(all(styles, parent)).all(|own| {
            let place = |name: &str| own.elements().position(|child| child.name == name);
            match (place(first), place(then)) {
                (Some(first), Some(then)) => first < then,
                _ => true,
            }
        })
    };
    let drawings = all(document, "wp:docPr");
    let first_section = all(document, "w:sectPr").first().map(|own| own.elements().count());
    let checks = [
        ("Word has no theme to offer colours of", relations.iter().any(|own| own.starts_with("theme/"))),
        ("pictures have the same id", unique(drawings.iter().filter_map(|own| own.get("id")).collect())),
        ("a picture has no words", drawings.iter().all(|own| own.get("descr").is_some_and(|words| !words.is_empty()))),
        (
            "a colour is not the theme's",
            !all(styles, "w:color").is_empty()
                && all(styles, "w:color").iter().all(|own| own.get("w:themeColor").is_some()),
        ),
        ("the chart can't be edited", !all(document, "wps:txbx").is_empty()),
        (
            "a table has no header row",
            all(document, "w:tbl").len()
                == all(document, "w:tblHeader").len()
                    + values(document, "w:tblLook", "w:firstColumn").iter().filter(|own| **own == "1").count(),
        ),
        ("the language is not said", !all(styles, "w:lang").is_empty()),
        ("an outline is a plain list", !all(&package.numbering, "w:multiLevelType").is_empty()),
        (
            "the first section has no header",
            first_section.is_some()
                && all(document, "w:headerReference").len() + all(document, "w:titlePg").len() > 1
                && all(document, "w:sectPr").iter().filter(|own| own.find("w:titlePg").is_some()).count() == 1
                && all(document, "w:p").iter().any(|own| all(own, "w:headerReference").len() > 1),
        ),
        ("the cover has no band", package.headers.iter().any(|header| !all(header, "wp:anchor").is_empty())),
        (
            "lines break as in East Asia",
            all(&package.settings, "w:compat")
                .iter()
                .all(|own| own.elements().all(|child| child.name == "w:compatSetting")),
        ),
        ("the font is not listed", values(&package.font_table, "w:font", "w:name") == ["Calibri"]),
        ("a style of the plan's is not used", named(&crate::docx::styles::language_style(Lang::Fr)).is_none()),
        ("the file has no title", !all(&package.core, "dc:title").is_empty()),
        (
            "something empty stands where nothing may",
            all(document, "w:rPr").iter().all(|own| own.elements().count() > 0)
                && values(document, "w:p", "w14:paraId").is_empty(),
        ),
        (
            "properties stand in an order that is not the schema's",
            part_order("w:pPr", "w:keepNext", "w:spacing")
                && part_order("w:pPr", "w:pStyle", "w:spacing")
                && part_order("w:sectPr", "w:headerReference", "w:pgSz")
                && part_order("w:style", "w:name", "w:basedOn")
                && part_order("w:rPr", "w:b", "w:color"),
        ),
        (
            "a change is no tracked change",
            all(document, "w:highlight").is_empty() && !all(document, "w:ins").is_empty(),
        ),
        (
            "a name is parted at its hyphen",
            all(document, "w:t")
                .iter()
                .all(|own| !matches!(own.children.as_slice(), [Node::Text(text)] if text.contains("Nord-Sør"))),
        ),
        ("the table's style is not there", named("Handlingsplantabell").is_some()),
    ];
    checks.into_iter().filter(|(_, fine)| !fine).map(|(what, _)| what).collect()
}

#[test]
fn every_rule_is_missed_when_it_is_taken_out_of_real_output() {
    // A logo, a chart, empty approvals, and money for so many years that its table lies on its side.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/eksempel-bokmal-2026");
    let checked = crate::make::build::load_and_check(&folder, Edition::Utkast);
    let mut plan = checked.plan.as_deref().unwrap().clone();
    plan.delmål[0].tittel = "Boliger i Nord-Sør".into();
    let posts = plan.hovud.finansiering.iter_mut().flat_map(|own| &mut own.postar);
    posts.for_each(|post| post.beløp.extend((2026..=2036).map(|year| (year, 1_250_000))));
    let composed = crate::compose::compose(&plan, &checked.pictures, Edition::Utkast, None);
    // With what has changed, for tracked changes.
    let mut other = plan.clone();
    other.hovud.avtale = "Ein annan avtale".into();
    other.delmål[0].tiltak.pop();
    let other = crate::compose::compose(&other, &checked.pictures, Edition::Utkast, None);
    let composed = crate::compare::redline(&other, &composed, "Prøve").document;
    let paged = crate::paper::typeset(composed, &Look::default());
    let template = crate::pdf::Template::embedded();
    let figures = crate::pdf::figure_pictures(&paged, &template).unwrap();
    let logos = &checked.pictures.logos;
    let art = crate::docx::Images { logos, former: logos, figures: &figures };
    let document = paged.document();
    let terms = Terms::of_lang(document.meta.lang);
    let pages = crate::docx::PageNumbers::default();
    let finished = |left_out: Option<usize>| {
        let (docx, body) = crate::docx::build_docx(&paged, &art, &pages, None);
        let meta = &document.meta;
        let facts = Facts { document, meta, look: paged.look(), terms, band: body.band, tickets: body.tickets };
        let mut package = Package::read(docx.build()).unwrap();
        for (index, rule) in RULES.iter().enumerate() {
            if Some(index) == left_out {
                continue;
            }
            if rule(&mut package, &facts).is_err() {
                return vec!["another rule finds nothing to go by"];
            }
        }
        objections(&package)
    };
    assert_eq!(finished(None), [""; 0]);
    for index in 0..RULES.len() {
        assert!(!finished(Some(index)).is_empty(), "nothing misses rule {index}: it can go");
    }
}

#[test]
fn a_part_of_ones_own_is_named_and_tied_to_the_text() {
    let mut package = package("<w:p/>");
    package.add_part(Extra {
        part: PackagePart { name: "customXml/item1.xml".into(), bytes: b"<x/>".to_vec() },
        kind: "application/xml".into(),
        relation: "customXml".into(),
    });
    let parts = package.parts().unwrap();
    let text = |name: &str| {
        let part = parts.iter().find(|part| part.name == name).unwrap();
        String::from_utf8(part.bytes.clone()).unwrap()
    };
    assert_eq!(text("customXml/item1.xml"), "<x/>");
    assert!(text("[Content_Types].xml").contains("/customXml/item1.xml"));
    assert!(text("word/_rels/document.xml.rels").contains("Target=\"../customXml/item1.xml\""));
}
