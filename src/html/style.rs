//! The style sheet, with the colours of the one look. Sizes follow the reader's own; nothing moves.

use crate::paper::colour::{BLACK, Colour, WHITE};
use crate::paper::look::Look;

/// The dark ground.
const PAPER: &str = "121B1B";

/// The ground of what was put in, which a line under it alone would make a link.
const INSERTED_TINT: &str = "E3F4E8";

/// The colours on a dark ground, in the order of the light ones: words, accent, tint, hairline, secondary words, what misses and
/// its ground, put in and its ground, taken out, paper, the ground of the title and of heads, and the words there. Each has at
/// least 4.5:1 against the grounds that it stands on.
const DARK: [(&str, &str); 13] = [
    ("ink", "E6EDEB"),
    ("accent", "8FD0C8"),
    ("tint", "1D2F2E"),
    ("hairline", "4B5F5D"),
    ("secondary", "B4C2C0"),
    ("draft", "F2A98F"),
    ("draft-tint", "3A231B"),
    ("inserted", "86D9A3"),
    ("inserted-tint", "15351F"),
    ("deleted", "F4A29C"),
    ("paper", PAPER),
    ("ground", "1F4A48"),
    ("on-ground", "FFFFFF"),
];

/// The colours on a dark ground that follow from a plan's own accent: a shade that is light enough for words, a tint, and the
/// ground of the title. There are none for the accent that plans have without more.
fn own_dark(accent: &str) -> Vec<(&'static str, String)> {
    /// The contrast of the accent that plans have without more.
    const CONTRAST: f64 = 9.0;
    let Some(accent) = Colour::from_hex(accent).filter(|own| own.hex() != Look::default().colours.accent) else {
        return Vec::new();
    };
    let paper = Colour::from_hex(PAPER).unwrap_or(BLACK);
    let mut shades = (0..=20).map(|step| accent.mixed(WHITE, f64::from(step) / 20.0));
    let light = shades.find(|shade| shade.contrast(paper) >= CONTRAST).unwrap_or(WHITE);
    let (tint, ground) = (paper.mixed(accent, 0.2), accent.mixed(BLACK, 0.15));
    vec![("accent", light.hex()), ("tint", tint.hex()), ("ground", ground.hex())]
}

/// The light colours as CSS.
fn light(look: &Look) -> String {
    let colours = &look.colours;
    let light: [(&str, &str); 13] = [
        ("ink", &colours.ink),
        ("accent", &colours.accent),
        ("tint", &colours.tint),
        ("hairline", &colours.hairline),
        ("secondary", &colours.secondary),
        ("draft", &colours.draft),
        ("draft-tint", &colours.draft_tint),
        ("inserted", &colours.inserted),
        ("inserted-tint", INSERTED_TINT),
        ("deleted", &colours.deleted),
        ("paper", &colours.white),
        ("ground", &colours.accent),
        ("on-ground", &colours.white),
    ];
    light.iter().map(|(name, colour)| format!("--{name}:#{colour};")).collect()
}

/// The colours, by their names, on light and on dark ground.
pub(super) fn colours(look: &Look) -> String {
    let (light, own) = (light(look), own_dark(&look.colours.accent));
    let dark =
        DARK.iter().map(|(name, colour)| (name, own.iter().find(|own| own.0 == *name).map_or(*colour, |own| &own.1)));
    let dark: String = dark.map(|(name, colour)| format!("--{name}:#{colour};")).collect();
    format!(":root{{{light}color-scheme:light dark}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n")
}

/// The whole sheet.
pub(super) fn sheet(look: &Look) -> String {
    // Paper is light, whatever the screen is.
    colours(look) + &RULES.replace("LIGHT", &light(look))
}

const RULES: &str = r#"*{box-sizing:border-box}
html{font-size:100%;scroll-padding-top:1rem}
body{margin:0;color:var(--ink);background:var(--paper);font:1.0625rem/1.55 Carlito,Calibri,system-ui,sans-serif;overflow-wrap:break-word}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
main:focus{outline:none}
.vh{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-100vw;top:0;background:var(--paper);padding:.75rem 1rem}
.skip:focus{left:.5rem;z-index:2}
.page{max-width:72rem;margin:0 auto;padding:0 1rem 3rem}
.band{background:var(--ground);color:var(--on-ground);padding:2.5rem 0 2rem;box-shadow:0 0 0 100vmax var(--ground);clip-path:inset(0 -100vmax)}
.band.light{background:var(--tint);color:var(--ink);box-shadow:0 0 0 100vmax var(--tint)}
.band.light h1{color:var(--accent)}
.band p{margin:.4rem 0}
.band .mark,.band .compared{font-weight:bold}
/* A part has a line before it; that of the first on a row is cut off. */
.parts{display:flex;flex-wrap:wrap;gap:.1rem 1.3rem;overflow:hidden}
.parts .between{display:none}
.parts>span{position:relative}
.parts>span::before{content:"";position:absolute;left:-.7rem;top:.35em;height:.9em;border-left:1px solid}
.name{white-space:nowrap}
/* With very large letters a name may be wider than the screen. */
@media screen and (max-width:16em){.name{white-space:normal}}
.band .agreement{font-size:1.35rem;line-height:1.3}
.band .remark{display:inline-block;overflow-wrap:anywhere;background:var(--paper);color:var(--draft);font-weight:bold;padding:.1rem .6rem;border-radius:3px}
h1{font-size:2.25rem;line-height:1.15;margin:.8rem 0 .4rem}
.logos img{max-width:100%;height:auto;margin:0 1.5rem .5rem 0;background:#fff;vertical-align:middle}
.files{margin:1rem 0;display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .6rem}
.files a{display:inline-block;padding:.25rem .7rem;border:1px solid var(--accent);border-radius:4px;text-decoration:none;font-weight:bold}
.files a:hover{background:var(--tint)}
ul.parties{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,16rem),1fr));gap:.1rem 1rem;padding:0;margin:1rem 0}
.parties summary{font-size:1rem}
.addressee{background:var(--tint);border-left:5px solid var(--accent);padding:.6rem 1rem;margin:1rem 0}
.addressee p{margin:.2rem 0}
.addressee .title{font-weight:bold;color:var(--accent);font-size:1.15rem}
.log{margin-top:1.5rem}
.log summary{font-weight:normal;font-size:1rem}
.colophon{color:var(--secondary);font-size:.95rem;margin:.1rem 0}
.to-contents{margin:2rem 0}
nav{margin:2rem 0}
summary,.nav-title{font-weight:bold;font-size:1.35rem;color:var(--accent);margin:0}
summary{cursor:pointer;padding:.15rem 0}
.beside{display:none}
nav ul{list-style:none;padding-left:0;margin:.4rem 0}
nav ul ul{padding-left:1.1rem;margin:0}
nav a{display:inline-block;overflow-wrap:anywhere;padding:.2rem 0;text-decoration:none}
nav a:hover,nav a:focus{text-decoration:underline}
.level-1>li>a{font-weight:bold}
.level-3 a{font-size:.95rem}

.head{margin:2.2rem 0 .5rem}
.head h2,.head h3,.head h4,.head h5{display:inline;margin:0;line-height:1.25;color:var(--accent)}
.head h1{color:var(--accent)}
.head h2{font-size:1.8rem}.head h3{font-size:1.4rem}.head h4{font-size:1.2rem}.head h5{font-size:1.05rem;color:var(--ink)}
.head.bolk{margin-top:1rem;margin-bottom:.2rem}
.head.bolk+:is(p,ul,ol){margin-top:.2rem}
.head.tiltak{border-top:1px solid var(--accent);padding-top:.5rem}
.head.tiltak .label,.head.delmaal .label{color:var(--secondary)}
.head.delmaal{background:var(--tint);border-left:5px solid var(--accent);padding:.8rem 1rem;margin-top:3rem}
.head .aside{margin:.2rem 0 0;color:var(--secondary)}
.head .aside strong{color:var(--accent);font-size:1.25rem}
/* No box of its own: it would go to the next line alone. */
.self{text-decoration:none;padding:.3rem .5rem}
/* Easy to hit, where the lines stand as they would. */
main a:not(.self),.addressee a{padding:.3rem .25rem;margin:0 -.25rem}
p,main :is(ul,ol){max-width:34rem}
li>p{margin:.2rem 0}
.lead{font-size:1.1rem}
.facts{font-size:.98rem;margin:.6rem 0}
.facts .between{display:none}
.fact{display:grid;grid-template-columns:9.5rem minmax(0,1fr);gap:0 .8rem;padding:.1rem 0}
.called{color:var(--secondary)}
.goal{border-left:3px solid var(--accent);padding-left:.9rem}
.gap{border-left:3px solid var(--draft);background:var(--draft-tint);color:var(--draft);padding:.4rem .9rem;font-weight:bold}
/* Where there is more to see, the edge has a shadow. */
.scroll{position:relative;overflow-x:auto;margin:1rem 0;max-width:100%;background:linear-gradient(to right,var(--paper) 1rem,transparent 3rem) 0 0,linear-gradient(to left,var(--paper) 1rem,transparent 3rem) 100% 0,linear-gradient(to right,var(--hairline),transparent) 0 0,linear-gradient(to left,var(--hairline),transparent) 100% 0;background-repeat:no-repeat;background-size:3rem 100%,3rem 100%,.6rem 100%,.6rem 100%;background-attachment:local,local,scroll,scroll}
table{border-collapse:collapse;width:100%;font-size:.98rem;line-height:1.4}
caption{caption-side:top;text-align:left;color:var(--secondary);padding:.4rem 0}
caption,.group th[colspan]{overflow-wrap:anywhere}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--hairline)}
thead th{background:var(--ground);color:var(--on-ground)}
table.light thead th{background:none;color:var(--accent);border-bottom:2px solid var(--accent)}
table.light tbody th,.detail th{font-weight:normal}
.number{text-align:right;white-space:nowrap}
.group th,.group td{background:var(--tint)}
/* Where all rows are one's own, a ground would make them all heads. */
.own{--row:var(--tint);--track:var(--paper)}
table:not(:has(tbody tr:not(.own,.group,.sum))) .own{--row:var(--paper);--track:var(--tint)}
.own th,.own td{background:var(--row)}
.group td,.sum td,.sum th{font-weight:bold}
tr:target{outline:2px solid var(--accent);outline-offset:-2px;scroll-margin-top:4rem}
.sum th,.sum td{border-top:2px solid var(--accent)}
.own>:first-child{border-left:4px solid var(--accent)}
.later,.later a{color:var(--secondary)}
.later a,.later th{font-weight:normal}
.detail th{padding-left:1.4rem}
.note{display:block;color:var(--secondary);font-weight:normal;font-size:.95em}
.bar{display:block;width:100%;min-width:5rem;height:.5rem;margin-top:.25rem}
.bar .track{fill:var(--track,var(--tint))}.bar .now{fill:var(--accent)}.bar .later{fill:var(--hairline)}
figure{margin:1.5rem 0}
figcaption{color:var(--secondary);font-size:.98rem}
.chart{display:block;max-width:100%;height:auto;margin:0 0 .6rem}
.chart polyline{fill:none;stroke:var(--accent)}
.chart .dashed,.chart .advisory rect{stroke-dasharray:3 2}
.chart rect{stroke:var(--accent);fill:var(--tint)}
.chart .top rect{fill:var(--ground)}.chart .advisory rect{fill:var(--paper)}
.chart text{fill:var(--ink);text-anchor:middle}.chart .top text{fill:var(--on-ground)}.chart .top .name{font-weight:bold}
@media (min-width:48rem){.boxes{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%)}}
@media (max-width:47.99rem){.chart{display:none}.boxes ul{padding-left:.9rem}}
@media (max-width:40rem){
.page{padding:0 .9rem 2rem}
.band{padding:1.1rem 0 .9rem}
h1{font-size:min(1.7rem,10vw);margin:.4rem 0 .3rem}
h1,h2,h3,h4{hyphens:auto;hyphenate-limit-chars:12 5 5}
.band .agreement{font-size:1.1rem}
.files{margin:.7rem 0 .5rem;font-size:.92rem;gap:.4rem .5rem}
.files a{padding:.2rem .45rem}
ul.parties{display:block;font-size:.95rem;line-height:1.4;margin:.5rem 0}
ul.parties li{display:inline;max-width:none}
ul.parties li:not(:last-child)::after{content:", "}
.logos{display:flex;flex-wrap:wrap;gap:.5rem .9rem;margin:.5rem 0}
.logos img{max-height:1.9rem;width:auto;margin:0}
.addressee{padding:.4rem .8rem;margin:.6rem 0;font-size:.98rem;line-height:1.4}
nav{margin:.6rem 0}
main>.head:first-child{margin-top:1rem}
.head h2{font-size:1.5rem}.head h3{font-size:1.3rem}.head h4{font-size:1.12rem}
.head.delmaal{margin-top:2rem}
ul,ol{padding-left:1.4rem}
.fact{display:block}
table{font-size:.94rem}th,td{padding:.35rem .4rem}
}
/* A row as a card: its head, and each cell with the name of its column. */
@media screen and (max-width:40rem){
.cards,.cards caption,.cards tbody,.cards tr,.cards th,.cards td{display:block}
.scroll:has(>.cards){overflow:visible}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tr{border-top:1px solid var(--hairline);padding:.5rem 0}
.cards tbody{border-bottom:1px solid var(--hairline)}
.cards th,.cards td{border:0;padding:.1rem 0}
.cards td:empty{display:none}
.cards td:not([data-head]),.cards td:not([data-head])+th{display:inline}
.cards td:not([data-head]){font-weight:bold;color:var(--accent);padding-right:.4rem}
.cards td[data-head]::before{content:attr(data-head) ": ";color:var(--secondary);font-weight:normal}
.cards .number{white-space:normal}
.cards .number[data-head]::before{float:left;padding-right:1rem}
.cards td.number:not([data-head]) :is(ins,del){display:inline}
.cards td.number:not([data-head]) ins:not(:first-child){margin-left:.25em}
/* What a card has nothing of is left to those who listen to it as a table. */
.cards td.none{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%)}
.cards .of{position:static;display:block;width:auto;height:auto;margin:0;overflow:visible;clip-path:none;white-space:normal;color:var(--secondary);padding-bottom:.3rem}
.cards .unfilled,.cards .later td .note{display:inline}
.cards .later td .note::before{content:" ("}
.cards .later td .note::after{content:")"}
.cards .group,.cards .own{padding-left:.6rem;padding-right:.6rem}
.cards .group{background:var(--tint)}
.cards .own{background:var(--row);border-left:4px solid var(--accent)}
.cards .own>:first-child{border-left:0}
.cards .sum{border-top:2px solid var(--accent)}
.cards .detail th{padding-left:0}
.cards .bar{max-width:12rem}
}
/* An amount far from the name of its column is hard to follow. */
@media screen and (min-width:30rem) and (max-width:40rem){.cards .number[data-head]{max-width:18rem}}
ins{color:var(--inserted);background:var(--inserted-tint);text-decoration:underline;text-decoration-thickness:2px}
ins a{color:inherit}
del{color:var(--deleted);text-decoration:line-through}
.sign,.of{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
del+.sign+.sign+ins{margin-left:.25em}
td.number ins,td.number del{display:block}
td.number ins,td.number del,td.number del+.sign+.sign+ins{width:fit-content;margin-left:auto}
.put-in ins{color:inherit;background:none;text-decoration:none}
.put-in ins a{color:var(--accent)}
.band ins,.band del,thead ins,thead del{color:inherit;background:none}
.marked{border-left:3px solid var(--secondary);padding-left:.7rem;margin-left:-.9rem}
.put-in{border-color:var(--inserted)}.taken-out{border-color:var(--deleted)}
.change-word{font-weight:bold;margin:.6rem 0 .2rem;break-after:avoid}
.change-word+.head{margin-top:.3rem}
tr:has(th del) .bar{opacity:.35}
abbr{text-decoration:underline dotted;text-underline-offset:2px}
footer{margin-top:3rem;border-top:1px solid var(--hairline);padding-top:1rem;color:var(--secondary)}
@media (min-width:64rem){
.columns{display:grid;grid-template-columns:17rem minmax(0,1fr);gap:0 2.5rem}
.to-contents{display:none}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:0 0 1rem 3px}
main{min-width:0}
.beside{display:block}
nav details{display:none}
}
@media (hover:hover){.self{opacity:0}.head:hover .self,.self:focus-visible{opacity:1}}
@media (forced-colors:active){
.band{border-bottom:2px solid}thead th{border:1px solid}.band .remark{border:1px solid}
.bar .track{fill:Canvas}.bar .now{fill:CanvasText}.bar .later{fill:Canvas;stroke:CanvasText}
.chart rect{fill:Canvas;stroke:CanvasText}.chart text,.chart .top text{fill:CanvasText}.chart polyline{stroke:CanvasText}.chart .top rect,.chart .advisory rect{fill:Canvas}
}
@media print{
:root{color-scheme:light;LIGHT}
html{font-size:10pt}
body{font-size:1rem}
.page{display:block;max-width:none;padding:0}
/* The foot goes to no page alone: what is before it stands beside it only where nothing is around that. */
.columns,main{display:contents}
main>:nth-last-child(-n+4){break-after:avoid}
.skip,.self,nav,.files,.to-contents{display:none}
.band,.band.light{background:none;color:var(--ink);box-shadow:none;clip-path:none;padding:0 0 1rem;border-bottom:2pt solid var(--accent)}
thead th{background:none;color:var(--accent);border-bottom:1pt solid var(--accent)}
.head{break-after:avoid;break-inside:avoid}
.head.delmaal{break-before:page}
.head.part:has(+.head.delmaal),.head:has(+.head.part+.head.delmaal){break-before:page}
.head.part+.head.delmaal,.head+.head.part{break-before:auto}
tr,figure,.addressee{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible;background:none}
table{font-size:.9rem}
.scroll:has(>.one-page){break-inside:avoid}
.head:has(+.scroll>.one-page),.head:has(+p+.scroll>.one-page){break-inside:avoid;break-after:avoid}
.head+p:has(+.scroll,+.marked>.scroll){break-inside:avoid;break-after:avoid}
.fact,.facts{break-inside:avoid}
.facts{break-before:avoid}
p{orphans:3;widows:3}
p,main :is(ul,ol){max-width:42rem}
tbody>tr:first-child,tbody>tr:last-child{break-before:avoid}
tr.group{break-after:avoid}
table:not(:has(tr:nth-child(10))){break-inside:avoid}
.change-word:has(+.head.delmaal){break-before:page}
.change-word+.head.delmaal{break-before:auto}
.colophon+.colophon,footer{break-before:avoid}
footer{margin-top:1.5rem}
caption{break-after:avoid}
.log::details-content,.parties::details-content{content-visibility:visible;display:block}
summary{list-style:none}
.chart{display:block}.boxes{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
a{color:inherit}
/* On paper nobody follows a link, and what was put in has a line under it. */
main:has(>.changes) a:not(ins a),.put-in ins a{color:inherit;text-decoration:none}
/* Room for the bars, which would stand outside what is printed. */
.page:has(.changes){padding-left:.9rem}
main a[href^="http"]:not(.bare)::after{content:" (" attr(href) ")";overflow-wrap:anywhere}
@page{margin:20mm;@bottom-right{content:counter(page) " / " counter(pages)}}
}
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::look::{LEAST_CONTRAST, readable_accent};

    /// What words stand on, by the names of the sheet's colours.
    const PAIRS: [(&str, &str); 14] = [
        ("ink", "paper"),
        ("ink", "tint"),
        ("accent", "paper"),
        ("accent", "tint"),
        ("secondary", "paper"),
        ("secondary", "tint"),
        ("draft", "paper"),
        ("draft", "draft-tint"),
        ("inserted", "paper"),
        ("inserted", "tint"),
        ("inserted", "inserted-tint"),
        ("deleted", "paper"),
        ("deleted", "tint"),
        ("on-ground", "ground"),
    ];

    #[test]
    fn words_can_be_read_on_every_ground_in_the_light_and_in_the_dark() {
        let own = ["1F4E79", "7A1F3D", "5B2A86", "00A0E0", "FFD500", "000000"];
        let own = own.map(|accent| Look::with_accent(readable_accent(Colour::from_hex(accent).unwrap())));
        for look in own.iter().chain([&Look::default()]) {
            let sheet = sheet(look);
            let (light, dark) = sheet.split_once("@media").unwrap();
            for (scheme, name) in [(light, "light"), (dark, "dark")] {
                let colour = |name: &str| {
                    let from = scheme.find(&format!("--{name}:#")).unwrap() + name.len() + 4;
                    Colour::from_hex(&scheme[from..from + 6]).unwrap()
                };
                // The label of a draft is on paper only, where it is never dark.
                let label = (name == "light").then_some(("on-ground", "draft"));
                for (words, ground) in PAIRS.into_iter().chain(label) {
                    let contrast = colour(words).contrast(colour(ground));
                    assert!(
                        contrast >= LEAST_CONTRAST,
                        "{} {name}: {words} on {ground} {contrast:.2}",
                        look.colours.accent
                    );
                }
            }
        }
    }
}
