//! docx-rs writes the children of many elements in an order that the schema does not allow; Word forgives
//! some of it, validators and other readers don't. The orders are those of ECMA-376 part 1, annex A.

use super::{Facts, Package};
use crate::docx::DocxError;
use crate::docx::xml::{Element, Node};

/// The children of an element in the schema's order; those not listed keep their place at the end.
const ORDERS: &[(&[&str], &[&str])] = &[
    (
        &["w:pPr"],
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:kinsoku",
            "w:wordWrap",
            "w:overflowPunct",
            "w:topLinePunct",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:bidi",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:mirrorIndents",
            "w:suppressOverlap",
            "w:jc",
            "w:textDirection",
            "w:textAlignment",
            "w:textboxTightWrap",
            "w:outlineLvl",
            "w:divId",
            "w:cnfStyle",
            "w:rPr",
            "w:sectPr",
            "w:pPrChange",
        ],
    ),
    (
        &["w:rPr"],
        &[
            // Of a paragraph's mark, before all else.
            "w:ins",
            "w:del",
            "w:moveFrom",
            "w:moveTo",
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:smallCaps",
            "w:strike",
            "w:dstrike",
            "w:outline",
            "w:shadow",
            "w:emboss",
            "w:imprint",
            "w:noProof",
            "w:snapToGrid",
            "w:vanish",
            "w:webHidden",
            "w:color",
            "w:spacing",
            "w:w",
            "w:kern",
            "w:position",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:effect",
            "w:bdr",
            "w:shd",
            "w:fitText",
            "w:vertAlign",
            "w:rtl",
            "w:cs",
            "w:em",
            "w:lang",
            "w:eastAsianLayout",
            "w:specVanish",
            "w:oMath",
            "w:rPrChange",
        ],
    ),
    (
        &["w:tblPr"],
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblOverlap",
            "w:bidiVisual",
            "w:tblStyleRowBandSize",
            "w:tblStyleColBandSize",
            "w:tblW",
            "w:jc",
            "w:tblCellSpacing",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
            "w:tblPrChange",
        ],
    ),
    (
        &["w:trPr"],
        &[
            "w:cnfStyle",
            "w:divId",
            "w:gridBefore",
            "w:gridAfter",
            "w:wBefore",
            "w:wAfter",
            "w:cantSplit",
            "w:trHeight",
            "w:tblHeader",
            "w:tblCellSpacing",
            "w:jc",
            "w:hidden",
            "w:ins",
            "w:del",
            "w:trPrChange",
        ],
    ),
    (
        &["w:tcPr"],
        &[
            "w:cnfStyle",
            "w:tcW",
            "w:gridSpan",
            "w:hMerge",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:tcFitText",
            "w:vAlign",
            "w:hideMark",
            "w:cellIns",
            "w:cellDel",
            "w:cellMerge",
            "w:tcPrChange",
        ],
    ),
    (
        &["w:sectPr"],
        &[
            "w:headerReference",
            "w:footerReference",
            "w:footnotePr",
            "w:endnotePr",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:paperSrc",
            "w:pgBorders",
            "w:lnNumType",
            "w:pgNumType",
            "w:cols",
            "w:formProt",
            "w:vAlign",
            "w:noEndnote",
            "w:titlePg",
            "w:textDirection",
            "w:bidi",
            "w:rtlGutter",
            "w:docGrid",
            "w:printerSettings",
            "w:sectPrChange",
        ],
    ),
    (
        &["w:style"],
        &[
            "w:name",
            "w:aliases",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:autoRedefine",
            "w:hidden",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:locked",
            "w:personal",
            "w:rsid",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
            "w:tblStylePr",
        ],
    ),
    (&["w:docDefaults"], &["w:rPrDefault", "w:pPrDefault"]),
    (&["w:numbering"], &["w:numPicBullet", "w:abstractNum", "w:num"]),
    (&["w:abstractNum"], &["w:nsid", "w:multiLevelType", "w:tmpl", "w:name", "w:styleLink", "w:numStyleLink", "w:lvl"]),
    (
        &["w:lvl"],
        &[
            "w:start",
            "w:numFmt",
            "w:lvlRestart",
            "w:pStyle",
            "w:isLgl",
            "w:suff",
            "w:lvlText",
            "w:lvlPicBulletId",
            "w:legacy",
            "w:lvlJc",
            "w:pPr",
            "w:rPr",
        ],
    ),
    (&["w:num"], &["w:abstractNumId", "w:lvlOverride"]),
    (&["w:lvlOverride"], &["w:startOverride", "w:lvl"]),
    (&["w:pBdr"], &["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"]),
    (&["w:numPr"], &["w:ilvl", "w:numId", "w:numberingChange", "w:ins"]),
];

pub(super) fn apply(package: &mut Package, _: &Facts) -> Result<(), DocxError> {
    let parts = [&mut package.document, &mut package.styles, &mut package.numbering];
    for part in parts.into_iter().chain(&mut package.headers).chain(&mut package.footers) {
        part.visit(&mut sort);
    }
    Ok(())
}

fn sort(element: &mut Element) {
    let Some((_, order)) = ORDERS.iter().find(|(names, _)| names.contains(&element.name.as_str())) else {
        return;
    };
    let place = |node: &Node| match node {
        Node::Element(child) => order.iter().position(|name| *name == child.name).unwrap_or(order.len()),
        Node::Text(_) => order.len(),
    };
    element.children.sort_by_key(place);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracked_changes_stand_where_word_wants_them() {
        let xml = b"<w:rPr><w:b/><w:rPrChange/><w:rStyle/><w:del/><w:ins/></w:rPr>";
        let mut element = Element::parse(xml).unwrap();
        sort(&mut element);
        let names: Vec<_> = element.elements().map(|child| child.name.as_str()).collect();
        assert_eq!(names, ["w:ins", "w:del", "w:rStyle", "w:b", "w:rPrChange"]);
    }

    #[test]
    fn children_come_in_the_schemas_order_and_equals_keep_theirs() {
        let mut element = Element::parse(
            b"<w:sectPr><w:titlePg/><w:pgSz/><w:footerReference/><w:headerReference a=\"1\"/><w:headerReference a=\"2\"/></w:sectPr>",
        )
        .unwrap();
        sort(&mut element);
        let names: Vec<_> = element.elements().map(|child| (child.name.as_str(), child.get("a"))).collect();
        assert_eq!(
            names,
            [
                ("w:headerReference", Some("1")),
                ("w:headerReference", Some("2")),
                ("w:footerReference", None),
                ("w:pgSz", None),
                ("w:titlePg", None),
            ]
        );
    }
}
