//! What an editor is promised by `handlingsplan lsp`: conversations over standard input and output, as an editor has them.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::support::{PLANS, copy_of, plan, program, replace, text};

/// An editor with the program running.
struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    last: i64,
    capabilities: Value,
    /// What was last said of each file.
    diagnostics: BTreeMap<PathBuf, Vec<Value>>,
    version: i64,
}

fn uri(file: &Path) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(byte);
    let encode = |byte: u8| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    format!("file://{}", text(file).bytes().map(encode).collect::<String>())
}

fn path(uri: &str) -> PathBuf {
    let path = uri.strip_prefix("file://").unwrap();
    percent_decode_str(path).decode_utf8().unwrap().to_string().into()
}

impl Editor {
    /// Starts the program and says nothing.
    fn silent() -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let (capabilities, diagnostics) = (Value::Null, BTreeMap::new());
        Self { child, input, output, last: 0, capabilities, diagnostics, version: 0 }
    }

    /// Starts the program and introduces the editor, which can do so much.
    fn with(capabilities: Value) -> Self {
        let mut editor = Self::silent();
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        editor.capabilities = editor.ask("initialize", params)["capabilities"].take();
        editor.tell("initialized", json!({}));
        editor
    }

    /// An editor as they are today.
    fn new() -> Self {
        Self::with(json!({
            "workspace": { "workspaceEdit": { "documentChanges": true } },
            "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } },
        }))
    }

    fn send(&mut self, message: Value) {
        let text = message.to_string();
        write!(self.input.as_mut().unwrap(), "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the program has ended");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", own)) => length = own.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// The answer to a request, or the error.
    fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.last += 1;
        let id = self.last;
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let mut message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" {
                let params = &message["params"];
                let file = path(params["uri"].as_str().unwrap());
                self.diagnostics.insert(file, params["diagnostics"].as_array().unwrap().clone());
            } else if message.get("method").is_some() {
                let answer = json!({ "jsonrpc": "2.0", "id": message["id"], "result": null });
                self.send(answer);
            } else if message["id"] == id {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].take()),
                };
            }
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    fn open_as(&mut self, file: &Path, text: &str) {
        self.version += 1;
        let document = json!({ "uri": uri(file), "languageId": "ron", "version": self.version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn open(&mut self, file: &Path) -> String {
        let text = std::fs::read_to_string(file).unwrap();
        self.open_as(file, &text);
        text
    }

    fn change(&mut self, file: &Path, changes: Value) {
        self.version += 1;
        let document = json!({ "uri": uri(file), "version": self.version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    fn rewrite(&mut self, file: &Path, text: &str) {
        self.change(file, json!([{ "text": text }]));
    }

    /// Asks about a place: the first `|` of the text, which is put there without it.
    fn ask_at(&mut self, file: &Path, marked: &str, method: &str) -> Value {
        let offset = marked.find('|').unwrap();
        self.rewrite(file, &marked.replacen('|', "", 1));
        self.ask_about(file, marked, offset, method, json!({}))
    }

    /// Asks about a byte of a text.
    fn ask_about(&mut self, file: &Path, text: &str, offset: usize, method: &str, more: Value) -> Value {
        let params = about(file, text, offset, more);
        self.ask(method, params)
    }

    /// Waits until all has been said of what is open.
    fn settle(&mut self, file: &Path) -> BTreeMap<PathBuf, Vec<Value>> {
        self.fixes(file, 0, 0);
        self.diagnostics.clone()
    }

    fn fixes(&mut self, file: &Path, first: usize, last: usize) -> Value {
        let range = json!({ "start": { "line": first, "character": 0 }, "end": { "line": last, "character": 0 } });
        let document = json!({ "uri": uri(file) });
        let params = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
        self.ask("textDocument/codeAction", params)
    }

    /// Ends it as it should be ended. Goes out: the exit code and what was said on standard error.
    fn end(mut self) -> (Option<i32>, String) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.ended()
    }

    fn ended(mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code(), said)
    }
}

/// A line and a column in UTF-16 code units.
fn place(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.rsplit('\n').next().unwrap();
    json!({ "line": before.matches('\n').count(), "character": line.encode_utf16().count() })
}

fn about(file: &Path, text: &str, offset: usize, more: Value) -> Value {
    let mut params = json!({ "textDocument": { "uri": uri(file) }, "position": place(text, offset) });
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    params
}

/// The byte of a place.
fn offset(text: &str, place: &Value) -> usize {
    let (line, column) = (place["line"].as_u64().unwrap() as usize, place["character"].as_u64().unwrap() as usize);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut left = column;
    for (at, c) in text[start..].char_indices() {
        if left == 0 {
            return start + at;
        }
        left -= c.len_utf16();
    }
    text.len()
}

/// A text with changes made in it.
fn edited(text: &str, edits: &Value) -> String {
    let mut all: Vec<(usize, usize, &str)> = (edits.as_array().unwrap().iter())
        .map(|edit| {
            let range = &edit["range"];
            (offset(text, &range["start"]), offset(text, &range["end"]), edit["newText"].as_str().unwrap())
        })
        .collect();
    all.sort();
    let mut text = text.to_string();
    for (start, end, new) in all.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

/// The changes of an edit of files, by file.
fn changes(edit: &Value) -> BTreeMap<PathBuf, Value> {
    let all = edit["documentChanges"].as_array().unwrap().iter();
    all.map(|own| (path(own["textDocument"]["uri"].as_str().unwrap()), own["edits"].clone())).collect()
}

fn labels(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect()
}

fn item<'l>(list: &'l Value, label: &str) -> &'l Value {
    let found = list["items"].as_array().unwrap().iter().find(|item| item["label"] == label);
    found.unwrap_or_else(|| panic!("{label}: {:?}", labels(list)))
}

/// What is wrong in a file: where it begins and ends, the code, how much it matters, the words.
type Told = (PathBuf, [u64; 4], String, u64, String);

/// What `sjekk` finds in a folder: lines and columns from 0, columns in UTF-16 code units, and never more than one line.
fn told_by_sjekk(folder: &Path) -> Vec<Told> {
    let done = program().args(["sjekk", text(folder), "--format", "json"]).output().unwrap();
    let found: Value = serde_json::from_slice(&done.stdout).unwrap();
    let told = |own: &Value| {
        let named = PathBuf::from(own["fil"].as_str().unwrap());
        let file = if named.is_file() || named.starts_with(folder) { named } else { folder.join("plan.ron") };
        let bytes = std::fs::read(&file).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let number = |name: &str| own[name].as_u64().unwrap() as usize;
        let span = if own["linje"].is_null() {
            [0; 4]
        } else {
            let line = text.split('\n').nth(number("linje") - 1).unwrap_or_default();
            let column = |chars: usize| line.chars().take(chars).map(char::len_utf16).sum::<usize>() as u64;
            let is_one_line = own["linje"] == own["sluttlinje"];
            let end = if is_one_line { column(number("sluttkolonne") - 1) } else { line.encode_utf16().count() as u64 };
            let at = number("linje") as u64 - 1;
            [at, column(number("kolonne") - 1), at, end]
        };
        let hint = own["råd"].as_str().map_or(String::new(), |hint| format!("\nråd: {hint}"));
        let severity = if own["alvor"] == "feil" { 1 } else { 2 };
        let words = format!("{}{hint}", own["melding"].as_str().unwrap());
        (file, span, own["kode"].as_str().unwrap().to_string(), severity, words)
    };
    let mut all: Vec<Told> = found["funn"].as_array().unwrap().iter().map(told).collect();
    all.sort();
    all
}

/// What the editor is told.
fn told_in_editor(diagnostics: &BTreeMap<PathBuf, Vec<Value>>) -> Vec<Told> {
    let told = |file: &PathBuf, own: &Value| {
        assert_eq!(own["source"], "handlingsplan");
        let range = &own["range"];
        let at = |end: &str, of: &str| range[end][of].as_u64().unwrap();
        let span = [at("start", "line"), at("start", "character"), at("end", "line"), at("end", "character")];
        let words = own["message"].as_str().unwrap().to_string();
        (file.clone(), span, own["code"].as_str().unwrap().to_string(), own["severity"].as_u64().unwrap(), words)
    };
    let each = diagnostics.iter().flat_map(|(file, all)| all.iter().map(move |own| told(file, own)));
    let mut all: Vec<Told> = each.collect();
    all.sort();
    all
}

#[test]
fn a_conversation_begins_and_ends_as_the_protocol_says() {
    let mut editor = Editor::silent();
    let early = editor.try_ask("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(early["code"], -32002);
    let params = json!({ "processId": null, "rootUri": null, "capabilities": {} });
    let result = editor.ask("initialize", params.clone());
    assert_eq!(result["serverInfo"]["name"], "handlingsplan");
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(editor.try_ask("initialize", params).unwrap_err()["code"], -32600);
    assert_eq!(editor.try_ask("textDocument/unknown", json!({})).unwrap_err()["code"], -32601);
    assert_eq!(editor.try_ask("textDocument/hover", json!({ "x": 1 })).unwrap_err()["code"], -32602);
    editor.tell("textDocument/didOpen", json!({ "x": 1 }));
    editor.tell("$/setTrace", json!({ "value": "off" }));
    editor.ask("shutdown", Value::Null);
    assert_eq!(editor.try_ask("textDocument/hover", json!({})).unwrap_err()["code"], -32600);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended(), (Some(0), String::new()));
}

#[test]
fn a_conversation_that_is_cut_off_ends_the_program() {
    assert_eq!(Editor::new().ended(), (Some(0), String::new()), "the input is closed");
    let mut editor = Editor::new();
    editor.tell("exit", Value::Null);
    let (code, said) = editor.ended();
    assert_eq!(code, Some(1));
    assert!(said.contains("avslutta utan å seie frå"), "{said}");
    let mut editor = Editor::silent();
    editor.input.as_mut().unwrap().write_all(b"hei\n\n").unwrap();
    let (code, said) = editor.ended();
    assert_eq!(code, Some(1));
    assert!(said.starts_with("feil: det som kom inn, er ikkje ei melding"), "{said}");
}

#[test]
fn places_are_counted_as_the_editor_asks() {
    let folder = copy_of("ny-plan");
    let file = folder.path().join("plan.ron");
    for (offered, expected, column) in
        [(json!(["utf-8", "utf-16"]), "utf-8", 22), (json!(["utf-16"]), "utf-16", 18), (json!([]), "utf-16", 18)]
    {
        let mut editor = Editor::with(json!({ "general": { "positionEncodings": offered } }));
        assert_eq!(editor.capabilities["positionEncoding"], expected);
        editor.open_as(&file, "(/* å😀 */ språk: nx)");
        let told = editor.settle(&file);
        let first = &told[&file][0];
        assert_eq!(first["range"]["start"], json!({ "line": 0, "character": column }), "{first}");
        // And a change is made where the editor counts it to be.
        editor.change(&file, json!([{ "range": first["range"], "text": "nå" }]));
        let told = editor.settle(&file);
        assert!(told[&file][0]["message"].as_str().unwrap().contains("«nå»"), "{told:?}");
        assert_eq!(told[&file][0]["range"]["start"], first["range"]["start"]);
        assert_eq!(editor.end().0, Some(0));
    }
}

#[test]
fn what_is_wrong_in_a_plan_is_what_sjekk_finds() {
    for name in PLANS {
        let folder = plan(name);
        let mut editor = Editor::new();
        let file = folder.join("plan.ron");
        editor.open(&file);
        let told = editor.settle(&file);
        assert_eq!(told_in_editor(&told), told_by_sjekk(&folder), "{name}");
        let files = std::fs::read_dir(&folder)
            .unwrap()
            .flatten()
            .filter(|own| own.path().extension().is_some_and(|own| own == "ron"));
        assert_eq!(told.len(), files.count(), "{name}: something is said of every file, if only that all is well");
    }
}

/// Slips in the two files of a new plan: what is replaced in which, by what.
const SLIPS: [(&str, &str, &str); 14] = [
    ("plan.ron", "framside: [\"dalane\"", "framside: [\"dalene\""),
    ("plan.ron", "språk: nn,", "språk: nn"),
    ("plan.ron", "språk: nn,", "språk: ny,"),
    ("plan.ron", "språk: nn,", "sprak: nn,"),
    ("plan.ron", " versjon: \"", " versjonar: \""),
    ("plan.ron", "\"delmaal-1.ron\"", "\"delmaal-2.ron\""),
    ("plan.ron", "\"delmaal-1.ron\"", "\"../delmaal-1.ron\""),
    ("plan.ron", "år: 2", "år: \"2"),
    ("delmaal-1.ron", "\"#", "\""),
    ("delmaal-1.ron", "nummer: 1", "nummer: ein"),
    ("delmaal-1.ron", "tidsramme: År", "tidsrame: År"),
    ("delmaal-1.ron", "tiltak: [", "tiltak: "),
    ("delmaal-1.ron", "tittel: \"", "tittel: \"a\u{30a}😀 [x](#ikkje) \u{ad}"),
    ("delmaal-1.ron", "r#\"", "r#\"\n# Tittel `x` [y](#ingen)"),
];

#[test]
fn what_is_wrong_while_one_types_is_what_sjekk_finds_once_it_is_saved() {
    for newline in ["\n", "\r\n"] {
        for (name, from, to) in SLIPS {
            let folder = copy_of("ny-plan");
            for own in ["plan.ron", "delmaal-1.ron"] {
                let own = folder.path().join(own);
                let text = std::fs::read_to_string(&own).unwrap();
                std::fs::write(&own, text.replace('\n', newline)).unwrap();
            }
            let file = folder.path().join(name);
            let mut editor = Editor::new();
            let before = editor.open(&file);
            assert!(told_in_editor(&editor.settle(&file)).is_empty());
            assert!(before.contains(from), "{from}");
            let start = before.find(from).unwrap();
            let range = json!({ "start": place(&before, start), "end": place(&before, start + from.len()) });
            editor.change(&file, json!([{ "range": range, "text": to.replace('\n', newline) }]));
            let told = told_in_editor(&editor.settle(&file));
            replace(&file, from, &to.replace('\n', newline));
            let found = told_by_sjekk(folder.path());
            assert_eq!(told, found, "{name}: {to}");
            assert!(!found.is_empty(), "{to} is no slip");
            // And once it is right again, nothing is said.
            editor.rewrite(&file, &before);
            assert!(told_in_editor(&editor.settle(&file)).is_empty(), "{to}");
            // What stands on disk counts once the file is closed.
            let other = folder.path().join(if name == "plan.ron" { "delmaal-1.ron" } else { "plan.ron" });
            editor.open(&other);
            editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(&file) } }));
            assert_eq!(told_in_editor(&editor.settle(&other)), found, "{name}: {to}");
            // And nothing is said of a plan of which nothing is open.
            editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(&other) } }));
            assert!(told_in_editor(&editor.settle(&other)).is_empty(), "{name}: {to}");
        }
    }
}

#[test]
fn files_that_are_hard_to_read_are_told_of_as_sjekk_does() {
    type Spoil = fn(&Path);
    let spoils: [(&str, Spoil); 5] = [
        ("not UTF-8", |folder| std::fs::write(folder.join("delmaal-1.ron"), b"(nummer: 1, tittel: \"\xe5\")").unwrap()),
        ("a byte order mark", |folder| {
            let text = std::fs::read_to_string(folder.join("delmaal-1.ron")).unwrap();
            std::fs::write(folder.join("delmaal-1.ron"), format!("\u{feff}{}", text.replace("nummer: 1", "nummer: x")))
                .unwrap();
        }),
        ("letters taken apart", |folder| {
            let text = std::fs::read_to_string(folder.join("delmaal-1.ron")).unwrap();
            let text = text.replace('å', "a\u{30a}").replace("tidsramme: ", "tidsramme: x");
            std::fs::write(folder.join("delmaal-1.ron"), text).unwrap();
        }),
        ("nothing", |folder| std::fs::write(folder.join("delmaal-1.ron"), "").unwrap()),
        ("gone", |folder| std::fs::remove_file(folder.join("delmaal-1.ron")).unwrap()),
    ];
    for (what, spoil) in spoils {
        let folder = copy_of("ny-plan");
        spoil(folder.path());
        let mut editor = Editor::new();
        let file = folder.path().join("plan.ron");
        editor.open(&file);
        let told = told_in_editor(&editor.settle(&file));
        assert!(!told.is_empty(), "{what}");
        assert_eq!(told, told_by_sjekk(folder.path()), "{what}");
        // Another program changes it.
        let whole = std::fs::read(plan("ny-plan").join("delmaal-1.ron")).unwrap();
        std::fs::write(folder.path().join("delmaal-1.ron"), whole).unwrap();
        editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
        assert!(told_in_editor(&editor.settle(&file)).is_empty(), "{what}");
    }
}

#[test]
fn nothing_that_is_wrong_goes_over_several_lines() {
    let folder = copy_of("ny-plan");
    let file = folder.path().join("plan.ron");
    let mut editor = Editor::new();
    // A field is missing in the group that is the whole of the file.
    let text = editor.open(&file).replace("    språk: nn,\n", "");
    editor.rewrite(&file, &text);
    let told = told_in_editor(&editor.settle(&file));
    assert!(told.iter().any(|(.., words)| words.contains("språk")), "{told:?}");
    assert!(told.iter().all(|(_, [first, _, last, _], ..)| first == last), "{told:?}");
}

#[test]
fn many_small_changes_make_the_text_that_the_editor_has() {
    let folder = copy_of("ny-plan");
    let file = folder.path().join("delmaal-1.ron");
    let mut editor = Editor::new();
    let mut text = editor.open(&file);
    let mut dice = crate::support::Dice(7);
    const PIECES: [&str; 8] = ["å", "😀", "\n", "\r\n", "x: \"y\", ", "", "(", "r#\"«»\"#"];
    for _ in 0..60 {
        let mut changes = Vec::new();
        for _ in 0..3 {
            let boundary = |at: usize, text: &str| {
                let at = text.floor_char_boundary(at);
                // No place is within a line's end.
                if text[..at].ends_with('\r') { at - 1 } else { at }
            };
            let start = boundary(dice.below(text.len() + 1), &text);
            let end = boundary((start + dice.below(5)).min(text.len()), &text).max(start);
            let new = PIECES[dice.below(PIECES.len())];
            changes.push(json!({ "range": { "start": place(&text, start), "end": place(&text, end) }, "text": new }));
            text.replace_range(start..end, new);
        }
        editor.change(&file, Value::Array(changes));
    }
    let found = told_in_editor(&editor.settle(&file));
    std::fs::write(&file, &text).unwrap();
    assert_eq!(found, told_by_sjekk(folder.path()));
}

/// What is shown of a place, as Markdown.
fn shown(hover: &Value) -> &str {
    hover["contents"]["value"].as_str().unwrap_or_default()
}

#[test]
fn a_field_a_word_a_name_and_a_mistake_are_explained_under_the_pointer() {
    let folder = copy_of("ny-plan");
    let file = folder.path().join("delmaal-1.ron");
    let mut editor = Editor::new();
    let text = editor.open(&file);
    let mut over = |what: &str, text: &str| {
        let offset = text.find(what).unwrap() + what.chars().next().unwrap().len_utf8();
        let answer = editor.ask_about(&file, text, offset, "textDocument/hover", json!({}));
        shown(&answer).to_string()
    };
    let field = over("tidsramme: År", &text);
    for part in
        ["**tidsramme**", "Når tiltaket blir gjennomført.", "Ho må vere med.", "*Kan vere:*", "```ron\ntidsramme: År("]
    {
        assert!(field.contains(part), "{field}");
    }
    assert!(over("År(frå: 2026, til: 2027)", &text).contains("Tiltaket blir gjennomført i desse åra."));
    assert!(over("frå: 2026, til: 2027)", &text).contains("Det første året."));
    assert!(
        over("dalane\", \"fjorden\"]),\n            samarbeid", &text)
            .contains("**Dalane kommune** – part i registeret")
    );
    assert!(over("#kartlegging).\n            \"#", &text).contains("**Tiltak 1.1: Kartlegging av behovet**"));
    assert_eq!(over("Her står kva de skal gjere:", &text), "", "nothing is said of each word of a text");
    assert_eq!(over("// Kvart tiltak", &text), "");
    let wrong = text.replace("\"dalane\", \"fjorden\"", "\"dalene\", \"fjorden\"");
    editor.rewrite(&file, &wrong);
    editor.settle(&file);
    let offset = wrong.find("dalene").unwrap();
    let answer = editor.ask_about(&file, &wrong, offset, "textDocument/hover", json!({}));
    assert!(shown(&answer).contains("**HP011: ") && shown(&answer).contains("*Slik rettar du det:*"), "{answer}");
    // In plan.ron it is the same table.
    let file = folder.path().join("plan.ron");
    let text = editor.open(&file);
    let offset = text.find("saksfrist").or_else(|| text.find("periode:")).unwrap();
    let answer = editor.ask_about(&file, &text, offset, "textDocument/hover", json!({}));
    assert!(shown(&answer).contains("*Står i:* Alt i plan.ron"), "{answer}");
}

#[test]
fn what_lacks_in_a_group_is_offered_with_its_form() {
    let folder = copy_of("ny-plan");
    let file = folder.path().join("delmaal-1.ron");
    let mut editor = Editor::new();
    let text = editor.open(&file);
    let marked = text.replacen("            ingress: r#\"", "            |\n            ingress: r#\"", 1);
    let list = editor.ask_at(&file, &marked, "textDocument/completion");
    assert_eq!(labels(&list), ["rullering", "framdrift", "indikatorar", "bolkar"]);
    let framdrift = item(&list, "framdrift");
    let skeleton = "framdrift: (status: ${1:IGang}, dato: \"${2:2026-02-10}\"),";
    assert_eq!(framdrift["textEdit"]["newText"], skeleton);
    assert_eq!(
        (framdrift["insertTextFormat"].as_i64(), framdrift["detail"].as_str()),
        (Some(2), Some("kan utelatast"))
    );
    assert!(framdrift["documentation"]["value"].as_str().unwrap().contains("Kor langt tiltaket er kome."));
    // A word that has been begun is what is replaced, and its like in the group is not offered again.
    let marked = text.replacen("vekt: 100,", "ve|", 1);
    let list = editor.ask_at(&file, &marked, "textDocument/completion");
    assert!(labels(&list).contains(&"vekt") && !labels(&list).contains(&"tiltak"));
    let range = &item(&list, "vekt")["textEdit"]["range"];
    assert_eq!(range["end"]["character"].as_u64().unwrap() - range["start"]["character"].as_u64().unwrap(), 2);
    // Where its value stands already, only the name is put in.
    let list = editor.ask_at(&file, &text.replacen("vekt: 100,", "ve|: 100,", 1), "textDocument/completion");
    assert_eq!(item(&list, "vekt")["textEdit"]["newText"], "vekt");
    // An editor that takes no forms gets none.
    let mut plain = Editor::with(json!({}));
    plain.open(&file);
    let marked = text.replacen("            ingress: r#\"", "            |\n            ingress: r#\"", 1);
    let list = plain.ask_at(&file, &marked, "textDocument/completion");
    assert_eq!(item(&list, "framdrift")["textEdit"]["newText"], "framdrift: (status: IGang, dato: \"2026-02-10\"),");
}

#[test]
fn words_names_anchors_and_languages_are_offered_where_they_may_stand() {
    let folder = copy_of("ny-plan");
    let file = folder.path().join("delmaal-1.ron");
    let mut editor = Editor::new();
    let text = editor.open(&file);
    let mut offered = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        editor.ask_at(&file, &text.replacen(from, to, 1), "textDocument/completion")
    };
    let list = offered("tidsramme: År(frå: 2026, til: 2027),", "tidsramme: |,");
    assert_eq!(labels(&list), ["År", "Seinare"]);
    assert_eq!(item(&list, "År")["textEdit"]["newText"], "År(frå: ${1:2025}, til: ${2:2026})");
    let list = offered("tidsramme: År(frå: 2026, til: 2027),", "tidsramme: Å|(frå: 2026, til: 2027),");
    assert_eq!(item(&list, "År")["textEdit"]["newText"], "År");
    // Parties, with the quotes or within them, also while the file can't be read.
    let list = offered("(partar: [\"dalane\", \"fjorden\"])", "(partar: [|");
    assert_eq!(item(&list, "dalane")["textEdit"]["newText"], "\"dalane\"");
    let list = offered("(partar: [\"dalane\", \"fjorden\"])", "(partar: [\"fjo|\"])");
    let fjorden = item(&list, "fjorden");
    assert_eq!(fjorden["textEdit"]["newText"], "fjorden");
    assert!(fjorden["detail"].as_str().unwrap().contains("Fjorden kommune"), "{fjorden}");
    let list = offered("[](#kartlegging)", "[](#|");
    let tiltak = item(&list, "#kartlegging");
    assert_eq!(tiltak["textEdit"]["newText"], "#kartlegging)");
    assert!(labels(&list).contains(&"#byggjing") && labels(&list).iter().any(|own| own.starts_with("#pkt-")));
    let list = offered("[](#kartlegging)", "[](#kart|)");
    assert_eq!(item(&list, "#delmål-1")["textEdit"]["newText"], "#delmål-1");
    let list = offered("[](#kartlegging)", "[Sullofylka](språk:|)");
    assert_eq!(item(&list, "språk:se")["textEdit"]["newText"], "språk:se");
    assert!(labels(&offered("Her står kva de skal gjere:", "Her st|år kva de skal gjere:")).is_empty());
    assert!(labels(&offered("// Kvart tiltak", "// Kv|art tiltak")).is_empty());
    let file = folder.path().join("plan.ron");
    let text = editor.open(&file);
    let at = text.find("(organ: \"").unwrap() + "(organ: \"".len();
    let list = editor.ask_about(&file, &text, at, "textDocument/completion", json!({}));
    assert!(labels(&list).contains(&"fylkesting"), "{:?}", labels(&list));
    let marked = text.replacen("\"delmaal-1.ron\"", "\"delmaal-1.ron\", \"|\"", 1);
    std::fs::write(folder.path().join("delmaal-2.ron"), "()").unwrap();
    let list = editor.ask_at(&file, &marked, "textDocument/completion");
    assert_eq!(labels(&list), ["delmaal-2.ron"], "what is named is not offered again");
}

#[test]
fn what_the_rules_know_how_to_mend_is_mended_where_it_stands() {
    let folder = copy_of("ny-plan");
    let file = folder.path().join("delmaal-1.ron");
    let mut editor = Editor::new();
    for newline in ["\n", "\r\n"] {
        let text = std::fs::read_to_string(plan("ny-plan").join("delmaal-1.ron")).unwrap().replace('\n', newline);
        let wrong = text.replacen("\"dalane\", \"fjorden\"", "\"dalene\", \"fjorden\"", 1);
        editor.open_as(&file, &wrong);
        let line = wrong[..wrong.find("dalene").unwrap()].matches('\n').count();
        assert_eq!(editor.fixes(&file, 0, line - 1), json!([]), "nothing is offered elsewhere");
        let fixes = editor.fixes(&file, line, line);
        let fix = &fixes[0];
        assert_eq!((&fix["title"], &fix["kind"]), (&json!("Rett: skriv «dalane»"), &json!("quickfix")), "{fixes}");
        assert_eq!(fix["diagnostics"][0]["code"], "HP011");
        let changes = changes(&fix["edit"]);
        assert_eq!(changes.len(), 1);
        assert_eq!(edited(&wrong, &changes[&file]), text);
        // An editor that knows no versions gets the same in the older form.
        let mut old = Editor::with(json!({}));
        old.open_as(&file, &wrong);
        let fixes = old.fixes(&file, line, line);
        assert_eq!(edited(&wrong, &fixes[0]["edit"]["changes"][uri(&file)]), text);
        assert_eq!(
            std::fs::read_to_string(&file).unwrap(),
            std::fs::read_to_string(plan("ny-plan").join("delmaal-1.ron")).unwrap(),
            "nothing is written"
        );
    }
}

#[test]
fn a_file_is_laid_out_as_formater_does() {
    for name in ["ny-plan", "eksempel-bokmal-2026"] {
        let folder = copy_of(name);
        let file = folder.path().join("delmaal-1.ron");
        let mut editor = Editor::new();
        let text = editor.open(&file);
        let params =
            json!({ "textDocument": { "uri": uri(&file) }, "options": { "tabSize": 4, "insertSpaces": true } });
        let untidy = text.replace("            ", "\t ").replace(": ", ":");
        editor.rewrite(&file, &untidy);
        let edits = editor.ask("textDocument/formatting", params.clone());
        std::fs::write(&file, &untidy).unwrap();
        program().args(["formater", crate::support::text(folder.path())]).assert().success();
        let expected = std::fs::read_to_string(&file).unwrap();
        assert_eq!(edited(&untidy, &edits), expected);
        editor.rewrite(&file, &expected);
        assert_eq!(editor.ask("textDocument/formatting", params.clone()), json!([]));
        editor.rewrite(&file, "(nummer: ");
        assert_eq!(editor.ask("textDocument/formatting", params), json!([]), "what is broken stays as it is");
    }
}

/// What a place leads to: the file, and what stands there.
fn led_to(location: &Value) -> (PathBuf, String) {
    let file = path(location["uri"].as_str().unwrap());
    let text = std::fs::read_to_string(&file).unwrap();
    let range = &location["range"];
    let span = offset(&text, &range["start"])..offset(&text, &range["end"]);
    (file, text[span].to_string())
}

#[test]
fn a_name_leads_to_where_it_is_given_and_to_every_place_that_uses_it() {
    let folder = copy_of("ny-plan");
    let (hovud, file) = (folder.path().join("plan.ron"), folder.path().join("delmaal-1.ron"));
    let mut editor = Editor::new();
    let text = editor.open(&file);
    let mut definition = |what: &str| {
        let at = text.find(what).unwrap() + 2;
        editor.ask_about(&file, &text, at, "textDocument/definition", json!({}))
    };
    assert_eq!(led_to(&definition("\"dalane\", \"fjorden\"]),\n")), (hovud.clone(), "dalane".into()));
    assert_eq!(led_to(&definition("(#kartlegging).\n            \"#")), (file.clone(), "kartlegging".into()));
    assert_eq!(definition("Her står hovudmålet"), Value::Null);
    let at = text.find("](#kartlegging).\n            \"#").unwrap() + 4;
    let more = json!({ "context": { "includeDeclaration": true } });
    let all = editor.ask_about(&file, &text, at, "textDocument/references", more);
    assert_eq!(all.as_array().unwrap().len(), 2, "{all}");
    let text = editor.open(&hovud);
    let at = text.find("\"delmaal-1.ron\"").unwrap() + 3;
    let answer = editor.ask_about(&hovud, &text, at, "textDocument/definition", json!({}));
    assert_eq!(path(answer["uri"].as_str().unwrap()), file);
    let references = editor.ask_about(
        &hovud,
        &text,
        text.find("id: \"fjorden\"").unwrap() + 5,
        "textDocument/references",
        json!({ "context": { "includeDeclaration": false } }),
    );
    let places: Vec<_> = references.as_array().unwrap().iter().map(led_to).collect();
    assert!(places.len() >= 4 && places.iter().all(|(_, words)| words == "fjorden"), "{places:?}");
    assert!(places.iter().any(|(own, _)| *own == file) && places.iter().any(|(own, _)| *own == hovud));
}

#[test]
fn another_name_is_given_in_every_file_and_text_and_the_plan_is_as_right_as_before() {
    for name in ["eksempel-bokmal-2026", "eksempel-bokmal-2027", "fjellregionen-2027", "ny-plan"] {
        let folder = copy_of(name);
        let before = told_by_sjekk(folder.path());
        let (hovud, file) = (folder.path().join("plan.ron"), folder.path().join("delmaal-1.ron"));
        let mut editor = Editor::new();
        let texts = BTreeMap::from([(hovud.clone(), editor.open(&hovud)), (file.clone(), editor.open(&file))]);
        for (at, start) in [(&hovud, "(id: \""), (&file, "id: \"")] {
            let text = &texts[at];
            let place = text.find(start).unwrap() + start.len();
            let old = text[place..].split('"').next().unwrap().to_string();
            let asked = editor.ask_about(at, text, place + 1, "textDocument/prepareRename", json!({}));
            assert_eq!(asked["placeholder"], old);
            let mut refused = |new: &str| {
                let params = about(at, text, place, json!({ "newName": new }));
                editor.try_ask("textDocument/rename", params).unwrap_err()["message"].as_str().unwrap().to_string()
            };
            assert!(refused("Ny Id").contains("små bokstavar"));
            let other = text[place..].split(start).nth(1).map(|rest| rest.split('"').next().unwrap().to_string());
            if let Some(other) = other.filter(|other| *other != old) {
                assert!(refused(&other).contains("i bruk"), "{name}: {old} -> {other}");
            }
            if *at == file {
                assert!(refused("pkt-9").contains("brukar dette namnet"));
            }
            let edit = editor.ask_about(at, text, place, "textDocument/rename", json!({ "newName": "heilt-nytt" }));
            for (changed, edits) in changes(&edit) {
                let own = std::fs::read_to_string(&changed).unwrap();
                std::fs::write(&changed, edited(&own, &edits)).unwrap();
            }
            let whole: String = ["plan.ron", "delmaal-1.ron", "delmaal-2.ron"]
                .iter()
                .filter_map(|own| std::fs::read_to_string(folder.path().join(own)).ok())
                .collect();
            let whole: String = whole.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            assert!(whole.contains("\"heilt-nytt\"") && !whole.contains(&format!("\"{old}\"")), "{name}: {old}");
            assert!(!whole.contains(&format!("](#{old})")), "{name}: {old}");
            // Nothing is wrong that was not before, but that the plan before calls it otherwise.
            let codes =
                |told: &[Told]| told.iter().filter(|own| own.3 == 1).map(|own| own.2.clone()).collect::<Vec<_>>();
            assert_eq!(codes(&told_by_sjekk(folder.path())), codes(&before), "{name}: {old}");
            for own in changes(&edit).into_keys() {
                std::fs::copy(plan(name).join(own.file_name().unwrap()), own).unwrap();
            }
        }
        // Where something can't be read, a place could be missed.
        editor.rewrite(&file, &texts[&file].replacen("nummer: 1", "nummer: ein", 1));
        let place = texts[&hovud].find("(id: \"").unwrap() + 6;
        let params = about(&hovud, &texts[&hovud], place, json!({ "newName": "x" }));
        assert!(
            editor.try_ask("textDocument/rename", params).unwrap_err()["message"]
                .as_str()
                .unwrap()
                .contains("rett dei først")
        );
    }
}

/// The names of symbols, those within others behind them in parentheses.
fn outline(symbols: &Value) -> String {
    let each = symbols.as_array().into_iter().flatten().map(|own| {
        let inside = outline(&own["children"]);
        let name = own["name"].as_str().unwrap();
        if inside.is_empty() { name.to_string() } else { format!("{name} ({inside})") }
    });
    each.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_file_has_an_outline_and_links_and_can_be_folded() {
    let folder = copy_of("ny-plan");
    let (hovud, file) = (folder.path().join("plan.ron"), folder.path().join("delmaal-1.ron"));
    let mut editor = Editor::new();
    let text = editor.open(&file);
    let of = |file: &Path| json!({ "textDocument": { "uri": uri(file) } });
    let symbols = editor.ask("textDocument/documentSymbol", of(&file));
    assert_eq!(
        outline(&symbols),
        "Delmål 1 Fleire bustader (1.1 Kartlegging av behovet (Utfordring, Skildring av tiltaket, Første steg), \
         1.2 Eit tiltak som kjem seinare)"
    );
    let folds = editor.ask("textDocument/foldingRange", of(&file));
    let line = |what: &str| text[..text.find(what).unwrap()].matches('\n').count();
    let has = |from: usize, to: usize| {
        folds.as_array().unwrap().iter().any(|own| own["startLine"] == from && own["endLine"] == to)
    };
    assert!(has(line("innleiing: r#"), line("hovudmål: r#") - 2), "{folds}");
    assert!(has(line("// Kvart tiltak blir"), line("tiltak: [") - 1), "{folds}");
    let text = editor.open(&hovud);
    let symbols = outline(&editor.ask("textDocument/documentSymbol", of(&hovud)));
    assert!(symbols.contains("partar (Dalane kommune") && symbols.contains("seksjonar (1 "), "{symbols}");
    let marked = text.replacen(
        "                Tekst(r#\"",
        "                Tekst(r#\"\n                Sjå https://example.org/a?b=å. [x](https://example.org/x)\n",
        1,
    );
    editor.rewrite(&hovud, &marked);
    let links = editor.ask("textDocument/documentLink", of(&hovud));
    let targets: Vec<&str> = links.as_array().unwrap().iter().map(|own| own["target"].as_str().unwrap()).collect();
    assert!(targets.contains(&uri(&file).as_str()) && targets.contains(&"https://example.org/x"), "{targets:?}");
}

#[test]
fn every_question_is_answered_at_every_beginning_of_a_file() {
    /// So many beginnings of each file.
    const BEGINNINGS: usize = 24;
    for name in PLANS {
        let folder = copy_of(name);
        let mut editor = Editor::new();
        for entry in std::fs::read_dir(folder.path()).unwrap().flatten() {
            let file = entry.path();
            if file.extension().is_none_or(|own| own != "ron") {
                continue;
            }
            // A letter beyond the first plane of Unicode, so that columns are told apart.
            let text = editor.open(&file).replacen("// ", "// 😀 ", 1).replacen("r#\"", "r#\"😀", 1);
            let ends = text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            // A small file is typed letter by letter.
            let step = if text.len() < 1000 { 1 } else { ends.len() / BEGINNINGS + 1 };
            let mut typed = 0;
            editor.rewrite(&file, "");
            for end in ends.iter().skip(1).step_by(step).copied() {
                let at = place(&text[..end], typed);
                let change = json!([{ "range": { "start": at, "end": at }, "text": text[typed..end] }]);
                editor.change(&file, change);
                typed = end;
                for method in ["completion", "hover", "definition"] {
                    editor.ask_about(&file, &text[..end], end, &format!("textDocument/{method}"), json!({}));
                }
                for method in ["documentSymbol", "foldingRange", "documentLink"] {
                    let params = json!({ "textDocument": { "uri": uri(&file) } });
                    editor.ask(&format!("textDocument/{method}"), params);
                }
            }
            editor.settle(&file);
            editor.rewrite(&file, &std::fs::read_to_string(&file).unwrap());
        }
        let file = folder.path().join("plan.ron");
        assert_eq!(told_in_editor(&editor.settle(&file)), told_by_sjekk(folder.path()), "{name}");
        assert_eq!(editor.end(), (Some(0), String::new()), "{name}");
    }
}
