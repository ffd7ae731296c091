//! For every rule a tree as Typst writes it: what the rule is for does not hold before it, and holds after it.

use lopdf::{Dictionary, Object, ObjectId, dictionary, text_string};

use super::*;
use crate::document::Tone;

/// An element and what it consists of.
struct Element(&'static str, Dictionary, Vec<Element>);

fn element(kind: &'static str, parts: Vec<Element>) -> Element {
    Element(kind, Dictionary::new(), parts)
}

/// A cell with a name, and the names of its headers.
fn cell(kind: &'static str, name: &str, scope: &str, headers: &[&str]) -> Element {
    let headers: Vec<Object> = headers.iter().map(|header| Object::string_literal(*header)).collect();
    let attributes = dictionary! { "O" => "Table", "Scope" => scope, "Headers" => headers };
    let entries = dictionary! { "ID" => Object::string_literal(name), "A" => vec![attributes.into()] };
    Element(kind, entries, vec![])
}

fn column(name: &str) -> Element {
    cell("TH", name, "Column", &[])
}

fn row(name: &str) -> Element {
    let own = format!("{name}0");
    element("TR", vec![cell("TH", &own, "Row", &["x0"]), cell("TD", &format!("{name}1"), "", &["x1", &own])])
}

/// A table of two columns with a head and a row for each name.
fn table(rows: &[&str]) -> Element {
    let head = element("TR", vec![column("x0"), column("x1")]);
    element("Table", std::iter::once(head).chain(rows.iter().map(|name| row(name))).collect())
}

fn file(parts: Vec<Element>) -> Document {
    let mut file = Document::with_version("1.7");
    let root = file.add_object(dictionary! { "Type" => "StructTreeRoot" });
    let document = plant(&mut file, element("Document", parts), root);
    tree::set_children(&mut file, root, &[document]);
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "StructTreeRoot" => root });
    file.trailer.set("Root", catalog);
    file
}

fn plant(file: &mut Document, Element(kind, entries, parts): Element, parent: ObjectId) -> ObjectId {
    let id = tree::add(file, kind, parent);
    file.get_dictionary_mut(id).unwrap().extend(&entries);
    let children: Vec<ObjectId> = parts.into_iter().map(|part| plant(file, part, id)).collect();
    if !children.is_empty() {
        tree::set_children(file, id, &children);
    }
    id
}

/// The kinds of the elements: `Table(TR(TH TD))`. Every child must know its parent.
fn shown(file: &Document) -> String {
    fn show(file: &Document, id: ObjectId) -> String {
        let parts: Vec<String> = tree::children(file, id)
            .into_iter()
            .map(|child| {
                assert_eq!(tree::parent(file, child), Some(id));
                show(file, child)
            })
            .collect();
        let kind = String::from_utf8_lossy(tree::kind(file, id));
        if parts.is_empty() { kind.into() } else { format!("{kind}({})", parts.join(" ")) }
    }
    show(file, tree::elements_of_kind(file, b"Document")[0])
}

fn headers(file: &Document, name: &str) -> String {
    let cells = [tree::elements_of_kind(file, b"TH"), tree::elements_of_kind(file, b"TD")].concat();
    let is_named = |cell: &ObjectId| {
        file.get_dictionary(*cell)
            .and_then(|cell| cell.get(b"ID"))
            .is_ok_and(|id| id.as_str().is_ok_and(|id| id == name.as_bytes()))
    };
    let cell = cells.into_iter().find(is_named).unwrap();
    let headers = tree::attribute(file, cell, b"Headers").unwrap().as_array().unwrap();
    let names: Vec<_> = headers.iter().map(|name| String::from_utf8_lossy(name.as_str().unwrap())).collect();
    names.join(" ")
}

#[test]
fn a_table_has_its_rows_in_groups() {
    let mut file = file(vec![table(&["a", "b"])]);
    row_groups::apply(&mut file, &Facts::default());
    assert_eq!(shown(&file), "Document(Table(THead(TR(TH TH)) TBody(TR(TH TD) TR(TH TD))))");
    row_groups::apply(&mut file, &Facts::default());
    assert_eq!(shown(&file), "Document(Table(THead(TR(TH TH)) TBody(TR(TH TD) TR(TH TD))))");
}

#[test]
fn a_caption_stands_in_its_table() {
    let caption = || element("Caption", vec![]);
    let mut file = file(vec![
        element("Div", vec![caption(), element("Div", vec![table(&["a"])])]),
        element("Div", vec![element("H2", vec![])]),
        element("Div", vec![caption(), element("Figure", vec![])]),
    ]);
    captions::apply(&mut file, &Facts::default());
    let expected = "Document(Table(Caption TR(TH TH) TR(TH TD)) Div(H2) Div(Figure Caption))";
    assert_eq!(shown(&file), expected);
}

#[test]
fn a_caption_of_more_than_a_table_stays() {
    let parts = vec![element("Caption", vec![]), table(&["a"]), element("P", vec![])];
    let mut file = file(vec![element("Div", parts)]);
    let before = shown(&file);
    captions::apply(&mut file, &Facts::default());
    assert_eq!(shown(&file), before);
}

#[test]
fn a_div_that_says_something_stays() {
    let words = dictionary! { "Alt" => text_string("Ein tabell") };
    let mut file = file(vec![Element("Div", words, vec![table(&["a"])])]);
    captions::apply(&mut file, &Facts::default());
    assert_eq!(shown(&file), "Document(Div(Table(TR(TH TH) TR(TH TD))))");
}

#[test]
fn a_row_of_a_group_knows_its_group() {
    let tones = vec![Tone::Group, Tone::Detail, Tone::Sum, Tone::Group, Tone::Detail];
    let facts = Facts { tones: vec![vec![Tone::Normal], tones], ..Facts::default() };
    let mut file = file(vec![table(&["n"]), table(&["a", "b", "s", "c", "d"])]);
    row_groups::apply(&mut file, &facts);
    for _ in 0..2 {
        group_headers::apply(&mut file, &facts);
        assert_eq!(headers(&file, "n1"), "x1 n0");
        assert_eq!(headers(&file, "a1"), "x1 a0");
        assert_eq!(headers(&file, "b0"), "x0 a0");
        assert_eq!(headers(&file, "b1"), "x1 a0 b0");
        assert_eq!(headers(&file, "s1"), "x1 s0");
        assert_eq!(headers(&file, "d1"), "x1 c0 d0");
    }
}

#[test]
fn other_tables_than_the_documents_stay() {
    let known = vec![Tone::Group, Tone::Detail];
    for tones in [vec![known.clone(), known.clone()], vec![[known, vec![Tone::Detail]].concat()]] {
        let facts = Facts { tones, ..Facts::default() };
        let mut file = file(vec![table(&["a", "b"])]);
        row_groups::apply(&mut file, &facts);
        group_headers::apply(&mut file, &facts);
        assert_eq!(headers(&file, "b1"), "x1 b0");
    }
}

#[test]
fn a_cell_without_words_says_what_it_means() {
    let row = || element("TR", vec![element("TD", vec![element("P", vec![])]), element("TD", vec![])]);
    let table = || element("Table", vec![element("TBody", vec![row()])]);
    let said = |spoken: Vec<Vec<Vec<Option<String>>>>| {
        let mut file = file(vec![table(), table()]);
        spoken_cells::apply(&mut file, &Facts { spoken, ..Facts::default() });
        let of = |cell: &ObjectId| file.get_dictionary(*cell).unwrap().get(b"ActualText").cloned().ok();
        tree::elements_of_kind(&file, b"TD").iter().map(of).collect::<Vec<_>>()
    };
    let words = || Some("ikkje fastsett".to_string());
    let first = vec![vec![None, None]];
    assert_eq!(
        said(vec![first.clone(), vec![vec![None, words()]]]),
        [None, None, None, Some(text_string("ikkje fastsett"))]
    );
    // Of a table with other rows or cells nobody knows which is which.
    for other in [vec![vec![words()]], vec![vec![words(), words()], vec![words(), words()]], vec![]] {
        assert_eq!(said(vec![first.clone(), other]), [None, None, None, None]);
    }
}

#[test]
fn a_bullet_is_called_so() {
    let attributes = dictionary! { "O" => "List", "ListNumbering" => "Circle" };
    let mut file = file(vec![Element("L", dictionary! { "A" => vec![attributes.into()] }, vec![])]);
    lists::apply(&mut file, &Facts::default());
    let list = tree::elements_of_kind(&file, b"L")[0];
    assert_eq!(tree::attribute(&file, list, b"ListNumbering"), Some(&Object::Name(b"Disc".to_vec())));
}

#[test]
fn a_link_says_its_words() {
    let mut file = file(vec![]);
    let document = tree::elements_of_kind(&file, b"Document")[0];
    let mut contents = Vec::new();
    let mut links = Vec::new();
    for (url, pages) in [("https://a.no", 1), ("https://b.no", 2), ("https://a.no", 1), ("https://c.no", 1)] {
        let link = tree::add(&mut file, "Link", document);
        let mut kids = vec![Object::Integer(0)];
        for _ in 0..pages {
            let action = dictionary! { "S" => "URI", "URI" => Object::string_literal(url) };
            let annotation = file.add_object(dictionary! { "A" => action, "Contents" => Object::string_literal(url) });
            kids.push(dictionary! { "Type" => "OBJR", "Obj" => annotation }.into());
            contents.push(annotation);
        }
        tree::set(&mut file, link, "K", kids);
        links.push(link);
    }
    tree::set_children(&mut file, document, &links);
    let known = [("https://a.no", "første"), ("https://a.no", "andre"), ("https://b.no", "to sider")];
    let facts = Facts { links: known.map(|(url, words)| (url.into(), words.into())).to_vec(), ..Facts::default() };
    links::apply(&mut file, &facts);
    let said = contents.iter().map(|id| file.get_dictionary(*id).unwrap().get(b"Contents").unwrap());
    let said: Vec<String> = said.map(|words| lopdf::decode_text_string(words).unwrap()).collect();
    assert_eq!(said, ["første", "to sider", "to sider", "andre", "https://c.no"]);
}

#[test]
fn an_address_is_written_in_ascii() {
    let mut file = file(vec![]);
    let all = [
        (
            "https://www.kommune.example/påske/søknad?år=2026#mål",
            "https://www.kommune.example/p%C3%A5ske/s%C3%B8knad?%C3%A5r=2026#m%C3%A5l",
        ),
        ("https://tromsø.no:8080/a%20b", "https://xn--troms-zua.no:8080/a%20b"),
        ("mailto:bjørn@tromsø.no?subject=Søknad", "mailto:bj%C3%B8rn@xn--troms-zua.no?subject=S%C3%B8knad"),
        ("https://a.no/(x)?q=1&r=2", "https://a.no/(x)?q=1&r=2"),
    ];
    let added: Vec<ObjectId> = (all.iter())
        .map(|(url, _)| {
            let action = dictionary! { "S" => "URI", "URI" => Object::string_literal(*url) };
            file.add_object(dictionary! { "A" => action })
        })
        .collect();
    links::apply(&mut file, &Facts::default());
    for (id, (_, wanted)) in added.into_iter().zip(all) {
        let action = file.get_dict_in_dict(file.get_dictionary(id).unwrap(), b"A").unwrap();
        assert_eq!(action.get(b"URI").unwrap().as_str().unwrap(), wanted.as_bytes());
    }
}

#[test]
fn titles_have_no_break_signs() {
    let mut file = file(vec![]);
    let title = || text_string("Kart\u{200b}legging på");
    let id = file.add_object(dictionary! { "Title" => title(), "Kids" => vec![dictionary! { "T" => title() }.into()] });
    break_signs::apply(&mut file, &Facts::default());
    let own = file.get_dictionary(id).unwrap();
    let inner = own.get(b"Kids").unwrap().as_array().unwrap()[0].as_dict().unwrap();
    for title in [own.get(b"Title").unwrap(), inner.get(b"T").unwrap()] {
        assert_eq!(lopdf::decode_text_string(title).unwrap(), "Kartlegging på");
    }
}

#[test]
fn many_bookmarks_are_shown() {
    for (count, shown) in [(5, false), (6, true)] {
        let mut file = file(vec![]);
        file.catalog_mut().unwrap().set("Outlines", dictionary! { "Count" => count });
        outline::apply(&mut file, &Facts::default());
        assert_eq!(file.catalog().unwrap().has(b"PageMode"), shown);
    }
}

#[test]
fn a_file_without_tags_is_left_alone() {
    let mut plain = Document::with_version("1.7");
    let catalog = plain.add_object(dictionary! { "Type" => "Catalog" });
    plain.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    plain.save_to(&mut bytes).unwrap();
    let facts = Facts { tones: vec![vec![Tone::Group]], ..Facts::default() };
    let finished = Document::load_mem(&finish(&bytes, &facts).unwrap()).unwrap();
    assert_eq!(finished.catalog().unwrap(), plain.catalog().unwrap());
    assert!(finish(b"ikkje ein PDF", &facts).is_err());
}

#[test]
fn the_column_that_holds_rows_together_is_not_read() {
    let mut named = column("x2");
    named.1.set("ID", Object::string_literal("x2"));
    let head = element("TR", vec![full(column("x0")), full(column("x1")), named]);
    let held =
        element("TR", vec![full(cell("TH", "a0", "Row", &[])), full(element("TD", vec![])), element("TD", vec![])]);
    let next = element("TR", vec![full(cell("TH", "b0", "Row", &[])), element("TD", vec![])]);
    let mut file = file(vec![element("Table", vec![head, held, next])]);
    let names: Vec<Object> =
        ["x0", "x1", "x2"].into_iter().flat_map(|name| [Object::string_literal(name), Object::Integer(0)]).collect();
    let tree =
        dictionary! { "Names" => names, "Limits" => vec![Object::string_literal("x0"), Object::string_literal("x2")] };
    let ids = file.add_object(tree);
    bound_rows::apply(&mut file, &Facts::default());
    assert_eq!(shown(&file), "Document(Table(TR(TH(P) TH(P)) TR(TH(P) TD(P)) TR(TH(P) TD)))");
    let names = file.get_dictionary(ids).unwrap().get(b"Names").unwrap().as_array().unwrap();
    assert_eq!(names.len(), 4);
}

/// An element with a paragraph in it.
fn full(Element(kind, entries, _): Element) -> Element {
    Element(kind, entries, vec![element("P", vec![])])
}

/// What the font of the signs says that its characters are.
fn map_of(file: &Document, map: ObjectId) -> String {
    let stream = file.get_object(map).unwrap().as_stream().unwrap();
    String::from_utf8(stream.get_plain_content().unwrap()).unwrap()
}

#[test]
fn the_signs_around_changes_have_words() {
    let written = || lopdf::Stream::new(Dictionary::new(), b"<0001> <27E6>\n<0002> <27EA>\n<0003> <27E7>".to_vec());
    let mut file = file(vec![]);
    let maps: Vec<ObjectId> = ["AAAAAA+Teikn-Regular", "BBBBBB+Carlito-Regular"]
        .map(|name| {
            let map = file.add_object(written());
            file.add_object(dictionary! { "Type" => "Font", "BaseFont" => name, "ToUnicode" => map });
            map
        })
        .into();
    let [inserted, deleted] = ["[inn: ", "[ut: "].map(|begin| [begin.to_string(), "]".to_string()]);
    let rows = ["[ny rad:", "[rad ut:"].map(String::from);
    let signs = crate::document::Signs { inserted, deleted, rows, unmarked: String::new() };
    let bookmark =
        file.add_object(dictionary! { "Title" => text_string("3. \u{27e6}Tiltak\u{27e7} \u{27ea}Mål\u{27e7}") });
    signs::apply(&mut file, &Facts::default());
    assert!(map_of(&file, maps[0]).contains("27E6"), "there is nothing to say");
    signs::apply(&mut file, &Facts { signs: Some(signs), ..Facts::default() });
    assert_eq!(
        map_of(&file, maps[0]),
        "<0001> <005B00750074003A0020>\n<0002> <005B0069006E006E003A0020>\n<0003> <005D>"
    );
    assert!(map_of(&file, maps[1]).contains("27E6"), "another font is left alone");
    let title = file.get_dictionary(bookmark).unwrap().get(b"Title").unwrap();
    assert_eq!(lopdf::decode_text_string(title).unwrap(), "3. [ut: Tiltak] [inn: Mål]");
}

#[test]
fn links_in_the_list_of_changes_are_called_by_what_has_changed() {
    let contents = |file: &Document, link: ObjectId| {
        lopdf::decode_text_string(file.get_dictionary(link).unwrap().get(b"Contents").unwrap()).unwrap()
    };
    for (entries, expected) in [
        (
            vec!["1. Innleiing: 4 ord inn", "Delmål 1: nytt"],
            ["1. Innleiing: 4 ord inn, side 4", "Delmål 1: nytt, side 12"],
        ),
        (vec!["1. Innleiing: 4 ord inn"], ["side 4", "side 12"]),
    ] {
        let mut file = file(vec![]);
        let document = tree::elements_of_kind(&file, b"Document")[0];
        let mut links = Vec::new();
        for words in ["side 4", "2. Bakgrunn, side 9", "side 12"] {
            let annotation = file.add_object(dictionary! { "Contents" => text_string(words) });
            let link = tree::add(&mut file, "Link", document);
            tree::set(&mut file, link, "K", vec![dictionary! { "Type" => "OBJR", "Obj" => annotation }.into()]);
            links.push((link, annotation));
        }
        let kids: Vec<ObjectId> = links.iter().map(|(link, _)| *link).collect();
        tree::set_children(&mut file, document, &kids);
        let changes = entries.into_iter().map(str::to_string).collect();
        links::apply(&mut file, &Facts { changes, ..Facts::default() });
        let said = links.iter().map(|(_, annotation)| contents(&file, *annotation)).collect::<Vec<_>>();
        assert_eq!(said, [expected[0], "2. Bakgrunn, side 9", expected[1]]);
    }
}
