//! `sjå`: who is let in to the page, and what becomes of the files. The requests are written to raw sockets, for no browser sends
//! what is not to be let in.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{copy_of, replace, text};

/// The program, as it shows a plan.
pub struct Preview {
    program: Child,
    pub host: String,
    pub cookie: String,
}

/// What is answered to a request.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn said(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Preview {
    pub fn of(folder: &Path) -> Self {
        Self::with(folder, &[])
    }

    pub fn with(folder: &Path, options: &[&str]) -> Self {
        Self::run(Path::new("."), &[&["sjå", text(folder), "--ikkje-opne"], options].concat())
    }

    /// The program, as it is started in a folder.
    pub fn run(home: &Path, arguments: &[&str]) -> Self {
        Self::run_remembering(home, arguments, &std::env::temp_dir().join("handlingsplan-prøve"))
    }

    /// The program, with a folder for what it remembers.
    pub fn run_remembering(home: &Path, arguments: &[&str], state: &Path) -> Self {
        let mut program = Command::new(assert_cmd::cargo::cargo_bin!("handlingsplan"))
            .args(arguments)
            .current_dir(home)
            .env("XDG_STATE_HOME", state)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit(' ').next().unwrap().strip_prefix("http://").unwrap().to_string();
        let (host, path) = address.split_once('/').unwrap();
        let mut preview = Self { program, host: host.into(), cookie: String::new() };
        let welcome = preview.raw(&format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\n"), "");
        assert_eq!(welcome.status, 303, "{welcome:?}");
        let cookie = welcome.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        preview.cookie = cookie.split(';').next().unwrap().to_string();
        preview
    }

    /// Sends what is to be the head of a request, without its last line end, and a body.
    pub fn raw(&self, head: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        // What is refused may be before it has all been sent.
        let _ = write!(stream, "{head}Connection: close\r\n{length}\r\n{body}");
        let mut said = Vec::new();
        let _ = stream.read_to_end(&mut said);
        let said = String::from_utf8_lossy(&said);
        let (head, body) = said.split_once("\r\n\r\n").unwrap_or((&said, ""));
        let status = head.split(' ').nth(1).and_then(|own| own.parse().ok()).unwrap_or(0);
        Answer { status, head: head.into(), body: body.into() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n", self.host, self.cookie), "")
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let (host, cookie) = (&self.host, &self.cookie);
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\nContent-Type: application/json\r\n"
        );
        self.raw(&head, &body.to_string())
    }

    /// The value of a form, as it was when it was opened.
    fn base(&self, path: &str) -> String {
        let answer = self.get(&format!("/skjema?stad={}", path.replace('å', "%C3%A5").replace('ø', "%C3%B8")));
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        let form = answer.said()["html"].as_str().unwrap().to_string();
        let base = form.split("data-grunnlag=\"").nth(1).unwrap().split('"').next().unwrap();
        base.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }

    /// Gives a value what was typed in its form.
    pub fn save(&self, path: &str, typed: &[(&str, &str)]) -> Answer {
        self.post("/lagre", &json!({ "path": path, "base": self.base(path), "typed": typed }))
    }

    /// The text and what is beside it, once it holds.
    fn once(&self, holds: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let state = self.get("/tilstand?utgave=utkast").said();
            if holds(&state) {
                return state;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{}", state["parts"]);
            sleep(Duration::from_millis(20));
        }
    }
}

/// The bytes of a plan's files, by their names.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let mut files: Vec<_> = entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_string(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn only_the_page_itself_is_let_in() {
    let folder = copy_of("eksempel-bokmal-2026");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let (host, cookie) = (&preview.host, &preview.cookie);
    let port = host.split(':').nth(1).unwrap();
    let origin = format!("Origin: http://{host}\r\n");
    let json = "Content-Type: application/json\r\n";
    let change = json!({ "path": "0:avtale", "base": preview.base("0:avtale"), "typed": [["v", "Stole"]] }).to_string();
    let post = |headers: &str| {
        let head = format!("POST /lagre HTTP/1.1\r\nHost: {host}\r\n{headers}");
        preview.raw(&head, &change).status
    };
    let get = |path: &str, headers: &str| preview.raw(&format!("GET {path} HTTP/1.1\r\n{headers}"), "").status;
    let with_cookie = format!("Cookie: {cookie}\r\n");
    let own = format!("Host: {host}\r\n{with_cookie}");
    // The name of another site that leads here, no name, the right name twice.
    for host in ["vond.example", &format!("vond.example:{port}"), "127.0.0.1", "127.0.0.1:1", "localhost.vond.example"]
    {
        assert_eq!(get("/", &format!("Host: {host}\r\n{with_cookie}")), 421, "{host}");
        assert_eq!(get("/tekst", &format!("Host: {host}\r\n{with_cookie}")), 421, "{host}");
    }
    assert!([400, 421].contains(&get("/", &with_cookie)));
    assert!([400, 421].contains(&get("/", &format!("Host: {host}\r\n{own}"))));
    assert_eq!(get(&format!("http://vond.example:{port}/"), &own), 421);
    // No secret, another one, the secret where it does not belong.
    for path in ["/", "/tekst", "/tilstand", "/hendingar", "/web/sja.js", "/?nykel=", "/?nykel=x"] {
        assert_eq!(get(path, &format!("Host: {host}\r\n")), 403, "{path}");
    }
    let secret = cookie.split_once('=').unwrap().1;
    assert_eq!(get(&format!("/tekst?nykel={secret}"), &format!("Host: {host}\r\n")), 403);
    assert_eq!(get("/", &format!("Host: {host}\r\nCookie: handlingsplan-{port}=x\r\n")), 403);
    // Other pages: of another site, of another port, of none.
    assert_eq!(post(&format!("{with_cookie}{json}")), 403);
    for other in ["http://vond.example", "http://127.0.0.1:1", "null", &format!("https://{host}")] {
        assert_eq!(post(&format!("{with_cookie}Origin: {other}\r\n{json}")), 403, "{other}");
    }
    assert_eq!(post(&format!("{origin}{json}")), 403);
    assert_eq!(get("/tilstand", &format!("{own}Sec-Fetch-Site: same-site\r\n")), 403);
    // A form that another page sends.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        assert_eq!(post(&format!("{with_cookie}{origin}Content-Type: {kind}\r\n")), 415, "{kind}");
    }
    assert_eq!(get("/lagre", &own), 404);
    let put = format!("PUT /lagre HTTP/1.1\r\n{own}{origin}{json}");
    assert_eq!(preview.raw(&put, &change).status, 405);
    // No address leads to a file.
    for path in [
        "/../plan.ron",
        "/plan.ron",
        "/web/../../../plan.ron",
        "/web/%2e%2e/plan.ron",
        "//etc/passwd",
        "/..%2fplan.ron",
    ] {
        let answer = preview.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {answer:?}");
    }
    // More than any plan has.
    let long = "x".repeat(3_000_000);
    assert_eq!(preview.raw(&format!("POST /lagre HTTP/1.1\r\n{own}{origin}{json}"), &long).status, 413);
    assert_eq!(files(folder.path()), before);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn the_page_runs_nothing_but_its_own_and_is_kept_nowhere() {
    let folder = copy_of("eksempel-bokmal-2026");
    let preview = Preview::of(folder.path());
    let page = preview.get("/");
    for part in ["script-src 'self'", "style-src 'self'", "default-src 'none'", "frame-ancestors 'none'"] {
        assert!(page.head.contains(part), "{part}: {}", page.head);
    }
    for path in ["/", "/tekst", "/tilstand", "/web/sja.js", "/web/colours.css", "/nope"] {
        let answer = preview.get(path);
        for header in
            ["cache-control: no-store", "x-content-type-options: nosniff", "cross-origin-resource-policy: same-origin"]
        {
            assert!(answer.head.contains(header), "{path}: {}", answer.head);
        }
        assert!(!answer.head.contains("access-control"), "{path}");
    }
    assert!(!page.body.contains("<style") && !page.body.contains("style=") && !page.body.contains("onclick"));
    let inline = page.body.split("<script").skip(1).filter(|rest| !rest.contains("src=\"/web/sja.js\"></script>"));
    assert_eq!(inline.count(), 0);
    let text = preview.get("/tekst");
    assert!(text.head.contains("frame-ancestors 'self'") && !text.head.contains("script-src"), "{}", text.head);
}

#[test]
fn many_and_slow_connections_do_not_keep_the_page_from_answering() {
    let folder = copy_of("eksempel-bokmal-2026");
    let preview = Preview::of(folder.path());
    let mut slow = TcpStream::connect(&preview.host).unwrap();
    write!(slow, "GET / HTTP/1.1\r\nHost:").unwrap();
    // The system may not give as many as are asked for.
    let held: Vec<TcpStream> = (0..1000).map_while(|_| TcpStream::connect(&preview.host).ok()).collect();
    assert!(held.len() > 300, "{}", held.len());
    let start = Instant::now();
    assert_eq!(preview.get("/tilstand").status, 200);
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
}

#[test]
fn events_tell_the_state_at_once_and_each_time_that_it_is_another() {
    let folder = copy_of("eksempel-bokmal-2026");
    let preview = Preview::of(folder.path());
    let mut stream = TcpStream::connect(&preview.host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(stream, "GET /hendingar HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", preview.host, preview.cookie).unwrap();
    let mut lines = BufReader::new(stream).lines();
    let mut next = || loop {
        let line = lines.next().unwrap().unwrap();
        if let Some(state) = line.strip_prefix("data: ") {
            return state.parse::<u64>().unwrap();
        }
    };
    let first = next();
    replace(&folder.path().join("plan.ron"), "avtale: \"", "avtale: \"Ny ");
    assert!(next() > first);
}

#[test]
fn what_is_saved_stands_in_the_file_and_all_else_as_it_was_until_it_is_undone() {
    let folder = copy_of("vest-telemark-2025");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let mut states = vec![before.clone()];
    type Change<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);
    let changes: [Change; 7] = [
        ("0:avtale", &[("v", "Bygdevekstavtale for «oss» \"alle\"")], "Bygdevekstavtale for «oss» \\\"alle\\\""),
        ("1:tiltak[0].tittel", &[("v", "Ein annan tittel")], "tittel: \"Ein annan tittel\""),
        ("1:tiltak[0].bolkar[0].tekst", &[("v", "Eitt avsnitt.\r\n\r\n- eit punkt\r\n- eit til\r\n")], "- eit til"),
        (
            "1:tiltak[0].tidsramme",
            &[("v", "År"), ("v/År/frå", "2025"), ("v/År/til", "2027")],
            "År(frå: 2025, til: 2027)",
        ),
        ("0:logg[0].dato", &[("v", "2023-07")], "2023-07"),
        ("0:framside", &[("v", "tokke"), ("v", "vinje")], "framside: [\"tokke\", \"vinje\"]"),
        ("0:undertittel", &[("v", "")], ""),
    ];
    for (path, typed, written) in changes {
        let answer = preview.save(path, typed);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        assert!(answer.said()["message"].as_str().unwrap().starts_with("Lagra."), "{path}: {answer:?}");
        let now = files(folder.path());
        let (other, old): (Vec<_>, Vec<_>) =
            now.iter().zip(states.last().unwrap()).filter(|(now, old)| now != old).unzip();
        assert_eq!(other.len(), 1, "{path}");
        assert!(String::from_utf8_lossy(&other[0].1).contains(written), "{path}");
        let comments = |bytes: &[u8]| String::from_utf8_lossy(bytes).matches("//").count();
        assert_eq!(comments(&other[0].1), comments(&old[0].1), "{path}");
        states.push(now);
    }
    for state in states.iter().rev().skip(1) {
        assert_eq!(preview.post("/angre", &json!({})).status, 200);
        assert_eq!(&files(folder.path()), state);
    }
    assert_eq!(files(folder.path()), before);
    for state in states.iter().skip(1) {
        assert_eq!(preview.post("/gjer-om", &json!({})).status, 200);
        assert_eq!(&files(folder.path()), state);
    }
    let nothing = preview.post("/gjer-om", &json!({}));
    assert!(nothing.status == 200 && nothing.said()["message"] == "Det er ingenting å gjere om att.", "{nothing:?}");
}

/// The value at a path of a list's item, as the page has it.
fn item(preview: &Preview, list: &str, at: usize) -> String {
    let card = preview.get(&format!("/bort?stad={list}&nummer={at}")).said()["html"].as_str().unwrap().to_string();
    let base = card.split("data-grunnlag=\"").nth(1).unwrap().split('"').next().unwrap();
    base.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn things_are_added_moved_and_taken_away_with_their_numbers_and_comments() {
    let folder = copy_of("vest-telemark-2025");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let list = "1:tiltak";
    let act = |deed: &str, list: &str, at: Option<usize>, typed: &[(&str, &str)]| {
        let base = at.map_or("null".to_string(), |at| item(&preview, list, at));
        let answer =
            preview.post("/ting", &json!({ "list": list, "at": at, "base": base, "deed": deed, "typed": typed }));
        assert_eq!(answer.status, 200, "{deed} {list} {at:?}: {answer:?}");
    };
    let titles = || -> Vec<(u64, String)> {
        let loaded = handlingsplan::data::load(folder.path()).plan.unwrap();
        loaded.delmål[0].tiltak.iter().map(|own| (own.nummer.into(), own.id.to_string())).collect()
    };
    let was = titles();
    let typed = [("v/tittel", "Ny veg til øya"), ("v/tidsramme", "Seinare"), ("v/tidsramme/Seinare", "Når det høver")];
    act("ny", list, Some(0), &typed);
    assert_eq!(titles()[1], (2, "ny-veg-til-øya".into()));
    assert_eq!(titles()[2], (3, was[1].1.clone()));
    act("ny", "1:tiltak[1].bolkar", None, &[("v/overskrift", "Kvifor"), ("v/tekst", "Fordi.\n\n- slik er det")]);
    act("opp", list, Some(1), &[]);
    assert_eq!(titles()[..2], [(1, "ny-veg-til-øya".into()), (2, was[0].1.clone())]);
    act("bort", list, Some(0), &[]);
    assert_eq!(titles(), was);
    let comments = |files: &[(String, Vec<u8>)]| -> usize {
        files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).matches("//").count()).sum()
    };
    assert_eq!(comments(&files(folder.path())), comments(&before));
    for _ in 0..4 {
        assert_eq!(preview.post("/angre", &json!({})).status, 200);
    }
    assert_eq!(files(folder.path()), before);
    // What others refer to stays, and they are told of.
    let card = preview.get("/bort?stad=0:partar&nummer=0").said()["html"].as_str().unwrap().to_string();
    assert!(card.contains("Noko anna viser hit.") && !card.contains("type=\"submit\""), "{card}");
    let base = item(&preview, "0:partar", 0);
    let refused = preview.post("/ting", &json!({ "list": "0:partar", "at": 0, "base": base, "deed": "bort" }));
    assert_eq!(refused.status, 409, "{refused:?}");
    let stale = preview.post("/ting", &json!({ "list": list, "at": 0, "base": "{}", "deed": "bort" }));
    assert_eq!(stale.status, 409, "{stale:?}");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn the_first_thing_of_a_list_is_asked_for_with_what_must_have_one() {
    let folder = copy_of("ny-plan");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let form = preview.get("/skjema?stad=0:finansiering").said()["html"].as_str().unwrap().to_string();
    assert!(form.contains("name=\"v/postar/0/kjelde\""), "{form}");
    let lacking = preview.save("0:finansiering", &[("v/eining", "Kroner"), ("v/postar/0/kjelde", "Kommunal")]);
    assert_eq!(lacking.status, 422, "{lacking:?}");
    let typed = [
        ("v/postar/0/formål", "Delmål"),
        ("v/postar/0/formål/Delmål", "1"),
        ("v/postar/0/kjelde", "Kommunal"),
        ("v/postar/0/beløp/2026", "100 000"),
    ];
    let saved = preview.save("0:finansiering", &typed);
    assert_eq!(saved.status, 200, "{saved:?}");
    let typed =
        [("v/tittel", "Pengane"), ("v/innhald/0", "Tekst"), ("v/innhald/0/Tekst", "Dei kjem i mars.\n\n- ikkje før")];
    let base = item(&preview, "0:seksjonar", 0);
    let made = json!({ "list": "0:seksjonar", "at": 0, "base": base, "deed": "ny", "typed": typed });
    let made = preview.post("/ting", &made);
    assert_eq!(made.status, 200, "{made:?}");
    let plan = handlingsplan::data::load(folder.path()).plan.unwrap();
    assert_eq!(plan.hovud.finansiering.unwrap().postar[0].beløp[&2026], 100_000);
    assert_eq!((plan.hovud.seksjonar[1].tittel.as_str(), plan.hovud.seksjonar[1].innhald.len()), ("Pengane", 1));
    for _ in 0..2 {
        assert_eq!(preview.post("/angre", &json!({})).status, 200);
    }
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_tiltak_goes_to_another_delmål_and_delmål_come_and_go_with_their_files() {
    let folder = copy_of("vest-telemark-2025");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    let list = "0:delm%C3%A5l";
    let plan = || handlingsplan::data::load(folder.path()).plan.unwrap();
    let said = |answer: Answer| {
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.said()["message"].as_str().unwrap().to_string()
    };
    let act = |deed: &str, list: &str, at: usize, typed: &[(&str, &str)]| {
        let base = item(&preview, list, at);
        let list = list.replace("%C3%A5", "å");
        preview.post("/ting", &json!({ "list": list, "at": at, "base": base, "deed": deed, "typed": typed }))
    };
    // The card names the other delmål; the program says what the tiltak is called then.
    let card = preview.get("/flytt?stad=1:tiltak&nummer=0").said()["html"].as_str().unwrap().to_string();
    assert!(!card.contains(">Delmål 1:") && card.contains(">Delmål 2:") && card.contains(">Delmål 3:"), "{card}");
    let was = plan();
    let (id, count) = (was.delmål[0].tiltak[0].id.clone(), was.delmål[1].tiltak.len());
    let message = said(act("flytt", "1:tiltak", 0, &[("v", "1")]));
    assert!(message.contains(&format!("No er det «Tiltak 2.{}:", count + 1)), "{message}");
    let now = plan();
    assert_eq!(now.delmål[1].tiltak.last().map(|own| own.id.clone()), Some(id));
    assert!(now.delmål.iter().all(|own| own.tiltak.iter().zip(1..).all(|(own, number)| own.nummer == number)));
    let comments = |files: &[(String, Vec<u8>)]| -> usize {
        files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).matches("//").count()).sum()
    };
    assert_eq!(comments(&files(folder.path())), comments(&before));
    let moved = files(folder.path());
    // A new one, with a tiltak, moved up.
    let form = preview.get(&format!("/ny?stad={list}&nummer=2")).said()["html"].as_str().unwrap().to_string();
    assert!(form.contains("name=\"v/tittel\"") && !form.contains("name=\"v/nummer\""), "{form}");
    said(act("ny", list, 2, &[("v/tittel", "Kultur for alle"), ("v/hovudmål", "Alle er med.")]));
    assert_eq!(plan().delmål.last().map(|own| (own.nummer, own.tittel.clone())), Some((4, "Kultur for alle".into())));
    let created = files(folder.path());
    assert_eq!(created.len(), before.len() + 1);
    said(act("opp", list, 3, &[]));
    assert_eq!(plan().delmål[2].tittel, "Kultur for alle");
    assert!(plan().delmål.iter().zip(1..).all(|(own, number)| own.nummer == number));
    let up = files(folder.path());
    said(act("bort", list, 2, &[]));
    assert!(!folder.path().join("delmaal-4.ron").exists());
    assert_eq!(plan().delmål.len(), 3);
    // Undone and done again, the file too.
    for state in [&up, &created, &moved, &before] {
        said(preview.post("/angre", &json!({})));
        assert_eq!(&files(folder.path()), state);
    }
    for state in [&moved, &created, &up, &moved] {
        said(preview.post("/gjer-om", &json!({})));
        assert_eq!(&files(folder.path()), state);
    }
    said(preview.post("/angre", &json!({})));
    // Another has made a file of that name meanwhile: it is not overwritten.
    said(preview.post("/angre", &json!({})));
    said(preview.post("/angre", &json!({})));
    fs::write(folder.path().join("delmaal-4.ron"), "mi eiga").unwrap();
    let answer = preview.post("/gjer-om", &json!({}));
    assert!(answer.status == 409 && answer.said()["message"].as_str().unwrap().contains("finst frå før"), "{answer:?}");
    assert_eq!(fs::read_to_string(folder.path().join("delmaal-4.ron")).unwrap(), "mi eiga");
    // What refers to a delmål is told first, and it stays.
    let card = preview.get(&format!("/bort?stad={list}&nummer=0")).said()["html"].as_str().unwrap().to_string();
    assert!(card.contains("Noko anna viser hit.") && !card.contains("type=\"submit\""), "{card}");
    assert!(
        card.contains("Teksten i «1. Introduksjon» viser hit.") && card.contains("data-endre=\"0:seksjonar["),
        "{card}"
    );
    let now = files(folder.path());
    assert_eq!(act("bort", list, 0, &[]).status, 409);
    assert_eq!(files(folder.path()), now);
}

#[test]
fn what_the_rules_know_how_to_mend_has_a_button_that_mends_it() {
    let folder = copy_of("ny-plan");
    let right = files(folder.path());
    replace(&folder.path().join("plan.ron"), "[](#pkt-4)", "[](#ptk-4)");
    let wrong = files(folder.path());
    let preview = Preview::of(folder.path());
    let list = preview.once(|_| true)["parts"]["funn"].as_str().unwrap().to_string();
    assert!(list.contains(">Rett: skriv «#pkt-4»</button>"), "{list}");
    let edits = list.split("data-rett=\"").nth(1).unwrap().split('"').next().unwrap().replace("&quot;", "\"");
    let edits: Value = serde_json::from_str(&edits).unwrap();
    // Nothing else comes in by this way.
    let mut others = edits.clone();
    others[0]["Words"]["words"] = "pkt-1".into();
    assert_eq!(preview.post("/rett", &others).status, 409);
    assert_eq!(preview.post("/rett", &json!({ "path": "0:avtale" })).status, 400);
    assert_eq!(files(folder.path()), wrong);
    let answer = preview.post("/rett", &edits);
    assert!(answer.status == 200 && answer.said()["message"].as_str().unwrap().starts_with("Lagra."), "{answer:?}");
    assert_eq!(files(folder.path()), right);
    assert_eq!(preview.post("/rett", &edits).status, 409, "it is mended");
    assert_eq!(preview.post("/angre", &json!({})).status, 200);
    assert_eq!(files(folder.path()), wrong);
}

#[test]
fn pages_are_named_by_how_they_look_and_drawn_by_their_names() {
    let folder = copy_of("eksempel-bokmal-2026");
    let preview = Preview::of(folder.path());
    let names = || -> Vec<String> {
        let said = preview.get("/sider").said();
        let pages = said["pages"].as_array().unwrap_or_else(|| panic!("{said}"));
        assert!(
            said["headings"].as_object().unwrap().values().all(|page| page.as_u64().unwrap() <= pages.len() as u64)
        );
        pages.iter().map(|page| page["name"].as_str().unwrap().to_string()).collect()
    };
    let before = names();
    assert!(before.len() > 4, "{before:?}");
    let drawing = preview.get(&format!("/side?namn={}", before[1]));
    assert!(drawing.status == 200 && drawing.body.contains("<svg"), "{drawing:?}");
    assert_eq!(preview.get("/side?namn=../plan.ron").status, 409);
    // Where nothing has changed, neither has the page.
    assert_eq!(names(), before);
    assert_eq!(preview.save("1:tiltak[0].tittel", &[("v", "En annen tittel på tiltaket")]).status, 200);
    let after = names();
    let same = before.iter().filter(|name| after.contains(name)).count();
    assert!(same > 0 && same < before.len(), "{same} of {}", before.len());
}

#[test]
fn a_point_of_a_page_is_of_the_words_that_stand_there() {
    let folder = copy_of("vest-telemark-2025");
    let plan = handlingsplan::data::load(folder.path()).plan.unwrap();
    let preview = Preview::of(folder.path());
    let said = preview.get("/sider").said();
    let page = |anchor: &str| usize::try_from(said["headings"][anchor].as_u64().unwrap()).unwrap();
    let at = |page: usize, x: f64, y: f64| {
        let name = said["pages"][page - 1]["name"].as_str().unwrap();
        preview.get(&format!("/punkt?namn={name}&x={x}&y={y}")).said()
    };
    // Down the page of a tiltak, a line at a time: its values come in the order in which they are printed.
    let tiltak = &plan.delmål[1].tiltak[1];
    let first = page(tiltak.id.as_str());
    let mut seen: Vec<String> = Vec::new();
    for step in 0..70 {
        let found = at(first, 150.0, 60.0 + 10.0 * f64::from(step));
        let path = found["origin"]["path"].as_str().unwrap_or_default().to_string();
        if path.starts_with("2:tiltak[1].") && !seen.contains(&path) {
            seen.push(path);
        }
    }
    assert_eq!(seen.first().map(String::as_str), Some("2:tiltak[1].tittel"), "{seen:?}");
    assert!(seen.iter().any(|path| path.starts_with("2:tiltak[1].bolkar[0]")), "{seen:?}");
    let parts: Vec<&String> = seen.iter().filter(|path| path.contains(".bolkar[")).collect();
    assert!(parts.is_sorted(), "{seen:?}");
    // The title page, and where there is nothing.
    let cover: Vec<Value> = (0..60).map(|step| at(1, 200.0, 60.0 + 12.0 * f64::from(step))).collect();
    assert!(cover.iter().any(|own| own["origin"]["path"] == "0:undertittel"), "{cover:?}");
    assert_eq!(at(1, -500.0, -500.0)["origin"], Value::Null);
    assert_eq!(preview.get("/punkt?namn=x&x=1&y=1").status, 409);
    assert_eq!(preview.get("/punkt?namn=x&x=NaN&y=1").status, 400);
}

#[test]
fn documents_are_those_that_bygg_makes() {
    let folder = copy_of("eksempel-bokmal-2026");
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let preview = Preview::with(folder.path(), &["--ut", text(ours.path())]);
    let answer = preview.post("/bygg?utgave=politisk", &json!(["pdf", "html"]));
    assert_eq!(answer.said()["files"].as_array().map(Vec::len), Some(2), "{answer:?}");
    let asked =
        ["bygg", text(folder.path()), "--utgåve", "politisk", "--format", "pdf,html", "--ut", text(theirs.path())];
    crate::support::said(&asked);
    assert_eq!(files(ours.path()), files(theirs.path()));
    assert_eq!(preview.post("/bygg", &json!([])).status, 400);
    assert_eq!(preview.post("/bygg", &json!(["../x"])).status, 400);
    let unready = preview.post("/bygg?utgave=kdd", &json!(["pdf"]));
    assert!(unready.status == 409 && unready.said()["message"].as_str().unwrap().contains("Ingenting er laga"));
}

#[test]
fn changes_are_marked_since_a_version_that_is_kept_and_nothing_else() {
    let folder = copy_of("eksempel-bokmal-2026");
    let preview = Preview::of(folder.path());
    let marks = |since: &str| preview.get(&format!("/tekst?sidan={since}")).body.matches("<ins>").count();
    let before = marks("");
    assert_eq!(preview.get("/tekst").body.matches("<ins>").count(), 0);
    assert_eq!(preview.save("1:tiltak[0].tittel", &[("v", "En annen tittel på tiltaket")]).status, 200);
    assert!(marks("") > before, "{before}");
    // A name of none that is kept is no way to a folder.
    assert_eq!(marks(&text(folder.path()).replace('/', "%2F")), marks(""));
}

#[test]
fn what_would_be_wrong_is_refused_at_its_field_and_nothing_is_written() {
    let folder = copy_of("vest-telemark-2025");
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    for (path, typed, status, said) in [
        ("1:vekt", "hundre", 422, "Skriv eit heiltal frå 0 til 100."),
        ("1:nummer", "2", 409, "finst to gonger"),
        ("1:tiltak[0].tittel", " ", 422, "Fyll ut tittelen."),
        ("1:tiltak[0].nummer", "x", 422, "Skriv eit heiltal."),
        ("1:tiltak[0].bolkar[0].tekst", "# Overskrift", 409, "verskrift"),
        ("1:tiltak[0].bolkar[0].tekst", "Sjå [](#finst-ikkje).", 409, "finst-ikkje"),
    ] {
        let answer = preview.save(path, &[("v", typed)]);
        let message = answer.said()["message"].as_str().unwrap().to_string();
        assert!(answer.status == status && message.contains(said), "{path}: {answer:?}");
        assert_eq!(files(folder.path()), before, "{path}");
    }
    let long = preview.save("1:tiltak[0].bolkar[0].tekst", &[("v", &"ord ".repeat(300_000))]);
    assert_eq!(long.status, 409, "{}", long.body);
    assert_eq!(files(folder.path()), before);
    let same = preview.save("0:avtale", &[("v", "Bygdevekstavtale\u{1b}\u{0} for Vest-Telemark\t\n")]);
    assert_eq!(same.said()["message"], "Ingenting er endra.");
    assert_eq!(preview.get("/skjema?stad=9:tull").status, 409);
    assert_eq!(preview.get("/skjema?stad=../plan.ron").status, 400);
    assert_eq!(preview.post("/lagre", &json!({ "path": "0:avtale" })).status, 400);
}

#[test]
fn what_others_change_meanwhile_is_shown_and_never_overwritten() {
    let folder = copy_of("vest-telemark-2025");
    let preview = Preview::of(folder.path());
    let (hovud, path) = (folder.path().join("plan.ron"), "0:avtale");
    let base = preview.base(path);
    replace(&hovud, "avtale: \"Bygdevekstavtale", "avtale: \"Ein annan si avtale");
    preview.once(|state| state["text"].as_str().unwrap().contains("Ein annan si avtale"));
    let others = files(folder.path());
    let answer = preview.post("/lagre", &json!({ "path": path, "base": base, "typed": [["v", "Mi avtale"]] }));
    assert_eq!(answer.status, 409, "{answer:?}");
    assert!(answer.said()["newer"].as_str().unwrap().contains("Ein annan si avtale"), "{answer:?}");
    assert_eq!(files(folder.path()), others);
    // Whoever has seen it may save over it; what others do after that is not undone with it.
    assert_eq!(preview.save(path, &[("v", "Mi avtale")]).status, 200);
    replace(&hovud, "Mi avtale", "Di avtale");
    let others = files(folder.path());
    let answer = preview.post("/angre", &json!({}));
    assert!(
        answer.status == 409 && answer.said()["message"].as_str().unwrap().contains("endra av andre"),
        "{answer:?}"
    );
    assert_eq!(files(folder.path()), others);
}

#[test]
fn a_plan_with_mistakes_leaves_the_last_text_in_view_until_it_is_right_again() {
    let folder = copy_of("vest-telemark-2025");
    let preview = Preview::of(folder.path());
    let hovud = folder.path().join("plan.ron");
    let text = preview.once(|_| true)["text"].clone();
    replace(&hovud, "avtale: \"", "avtale \"");
    let broken = preview.once(|state| state["parts"]["varsel"] != "");
    assert_eq!(broken["text"], text);
    assert!(broken["parts"]["funn"].as_str().unwrap().contains("HP003"), "{broken}");
    assert_eq!(preview.get("/skjema?stad=0:avtale").status, 409);
    replace(&hovud, "avtale \"", "avtale: \"");
    let whole = preview.once(|state| state["parts"]["varsel"] == "");
    assert_eq!(whole["text"], text);
    // The folder is away for a while, as one on a share may be.
    let away = folder.path().with_extension("borte");
    fs::rename(folder.path(), &away).unwrap();
    let gone = preview.once(|state| state["parts"]["varsel"] != "");
    assert_eq!(gone["text"], text);
    fs::rename(&away, folder.path()).unwrap();
    preview.once(|state| state["parts"]["varsel"] == "");
}

#[test]
fn the_text_is_that_of_the_web_page() {
    let folder = copy_of("fjellregionen-2027");
    let preview = Preview::of(folder.path());
    let out = tempfile::tempdir().unwrap();
    for edition in ["utkast", "politisk"] {
        let made = ["bygg", text(folder.path()), "--format", "html", "--utgåve", edition, "--ut", text(out.path())];
        crate::support::said(&made);
        let page = fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path());
        let page = page.into_iter().find(|path| text(path).contains(edition)).unwrap();
        let shown = preview.get(&format!("/tekst?utgave={edition}")).body;
        assert_eq!(words(&shown), words(&fs::read_to_string(page).unwrap()), "{edition}");
    }
}

/// The words of a page, without its elements.
fn words(page: &str) -> String {
    let body = page.split("<body>").nth(1).unwrap();
    body.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(_, words)| words).collect()
}

#[test]
fn where_there_is_no_plan_there_is_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let refused = crate::support::refused(&["sjå", text(folder.path()), "--ikkje-opne"]);
    assert!(refused.contains("HP001"), "{refused}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let plan = copy_of("eksempel-bokmal-2026");
    let refused = crate::support::refused(&["sjå", text(plan.path()), "--ikkje-opne", "--port", &port]);
    assert!(refused.contains(&format!("porten {port} er i bruk")), "{refused}");
}
