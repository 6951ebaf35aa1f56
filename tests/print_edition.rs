//! The print edition as a file: whole, harmless, and the same each time.

use offprint::book::{Book, BookChapter, Config, Contents, Design, Entry, Trim};
use offprint::chapter::{Chapter, FrontMatter};
use offprint::media::Gallery;
use offprint::print;
use offprint::text::Lang;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::PathBuf;

/// A book of the chapters `(title, kicker)`, every second of which opens a part.
fn book(chapters: &[(&str, Option<&str>)]) -> Book {
    let mut entries = Vec::new();
    let mut made = Vec::new();
    for (index, (title, kicker)) in chapters.iter().enumerate() {
        if index % 2 == 0 {
            entries.push(Entry::Part(format!("第{}版：要闻", index / 2 + 1)));
        }
        entries.push(Entry::Chapter {
            title: (*title).to_owned(),
            chapter: Some(index),
            depth: 0,
        });
        made.push(BookChapter {
            path: format!("{:03}.md", index + 1),
            title: (*title).to_owned(),
            chapter: Chapter {
                front: FrontMatter {
                    title: Some((*title).to_owned()),
                    kicker: kicker.map(str::to_owned),
                    ..FrontMatter::default()
                },
                body: "字排好了，灯还亮着。\n".to_owned(),
                body_line: 1,
            },
            mark: offprint::mark::Mark::default(),
        });
    }
    Book {
        folder: PathBuf::from("nowhere"),
        src: "src".to_owned(),
        config: Config {
            title: "字里行间报".to_owned(),
            language: Lang::new("zh-Hans"),
            date: Some("2024-03-05".to_owned()),
            authors: vec!["林一白".to_owned()],
            ..Config::default()
        },
        contents: Contents { entries },
        chapters: made,
    }
}

/// Both files of the edition.
#[derive(Default)]
struct Bundle {
    html: Vec<u8>,
    zip: Vec<u8>,
}

fn made(book: &Book) -> Bundle {
    let gallery = Gallery::of(book, None);
    let mut made = Bundle::default();
    print::write(book, &gallery, &mut made.html, &mut made.zip).expect("no picture to miss");
    made
}

fn page(bundle: &Bundle) -> &str {
    std::str::from_utf8(&bundle.html).expect("UTF-8")
}

fn file(bundle: &Bundle, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(&bundle.zip)).expect("a whole archive");
    let mut text = String::new();
    let mut file = archive.by_name(name).expect(name);
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

/// The values of attribute `name` in `html`.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let mark = format!(" {name}=\"");
    let starts = html
        .match_indices(&mark)
        .map(|(at, _)| &html[at + mark.len()..]);
    starts
        .map(|rest| &rest[..rest.find('"').unwrap_or(0)])
        .collect()
}

const TWO: &[(&str, Option<&str>)] = &[("一行之内", Some("排字房")), ("版心之外　天头地脚", None)];

#[test]
fn every_link_leads_somewhere_and_no_id_stands_twice() {
    let bundle = made(&book(&[("甲", None), ("乙", None), ("丙", Some("引题"))]));
    let ids = values(page(&bundle), "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "{ids:?}");
    let links = values(page(&bundle), "href");
    assert!(links.len() > 3 + 2, "contents, parts, skip link: {links:?}");
    for link in links {
        let target = link.strip_prefix('#').expect("a link within the page");
        assert!(known.contains(target), "{link}");
    }
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let bundle = made(&book(TWO));
    for outside in ["<script", "<link", "@import", "url(", "http://", "https://"] {
        assert!(!page(&bundle).contains(outside), "{outside}");
    }
    assert!(
        page(&bundle).contains("default-src 'none'"),
        "and says so to the browser"
    );
}

#[test]
fn hostile_titles_stay_words() {
    let hostile = "</style><script>\"'\\\n} @page{size:9mm}　&";
    let mut book = book(&[(hostile, Some(hostile)), ("乙", None)]);
    book.config.title = hostile.to_owned();
    book.config.description = Some(hostile.to_owned());
    book.contents.entries[0] = Entry::Part(hostile.to_owned());
    let bundle = made(&book);
    let html = page(&bundle);
    assert!(!html.contains("<script"));
    assert_eq!(
        html.matches("<style").count(),
        html.matches("</style>").count()
    );
    let escaped = r#""\3c /style>\3c script>\"'\\ } @page{size:9mm}　&""#;
    let heads = file(&bundle, "styles/pages.css");
    assert_eq!(
        heads.matches(escaped).count(),
        2,
        "book and article:\n{heads}"
    );
    // outside strings no brace of the titles is left, so that every block is closed
    let plain = heads.replace(escaped, "");
    assert_eq!(plain.matches('{').count(), plain.matches('}').count());
}

#[test]
fn the_bundle_has_the_page_its_styles_and_nothing_else() {
    let bundle = made(&book(TWO));
    let archive = zip::ZipArchive::new(Cursor::new(&bundle.zip)).expect("a whole archive");
    let names: Vec<_> = archive.file_names().filter_map(Result::ok).collect();
    let styles = ["tokens", "print", "print-book", "pages", "screen"];
    let styles = styles.map(|name| format!("styles/{name}.css"));
    let mut expected = vec!["index.html".to_owned(), "README.txt".to_owned()];
    expected.extend(styles.clone());
    expected.push("styles/engines.css".to_owned());
    assert_eq!(names, expected);
    let index = file(&bundle, "index.html");
    for style in styles {
        assert!(index.contains(&format!("href=\"{style}\"")), "{style}");
    }
    let body = |html: &str| {
        let body = &html[html.find("<body>").expect("a body")..];
        // contents that fold are the page's own
        let folds = ["details", "div"].map(|name| {
            [
                format!("<{name} class=\"entries\">"),
                format!("</{name}>\n</nav>"),
            ]
        });
        let plain = folds
            .iter()
            .flatten()
            .fold(body.to_owned(), |body, tag| body.replace(tag, ""));
        plain.replace("\n<summary>目录</summary>", "")
    };
    assert_eq!(
        body(&index),
        body(page(&bundle)),
        "without pictures both say the same"
    );
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let book = book(&[("甲", None); 300]);
    let (one, two) = (made(&book), made(&book));
    assert!(one.html == two.html && one.zip == two.zip);
}

#[test]
fn articles_stand_in_the_order_of_the_book_each_on_pages_of_its_own() {
    let titles: Vec<String> = (1..=300).map(|n| format!("第{n}篇")).collect();
    let chapters: Vec<_> = titles.iter().map(|title| (title.as_str(), None)).collect();
    let bundle = made(&book(&chapters));
    let html = page(&bundle);
    let places: Vec<_> = (1..=300)
        .map(|n| html.find(&format!("\" id=\"a{n:03}\">")))
        .collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted());
    let pages = file(&bundle, "styles/pages.css");
    assert!(pages.contains("#a300{page:a300}"));
    assert!(pages.contains("@counter-style ta300{system:cyclic;symbols:\"第300篇\";"));
}

#[test]
fn trim_sets_the_paper() {
    let mut book = book(TWO);
    assert!(page(&made(&book)).contains("@page{size:419.528pt 595.276pt;"));
    book.config.print.trim = Trim::A4;
    assert!(page(&made(&book)).contains("@page{size:595.276pt 841.89pt;"));
}

#[test]
fn the_page_says_what_it_is() {
    let bundle = made(&book(TWO));
    let head = page(&bundle).split("<style>").next().expect("a head");
    for part in [
        "<html lang=\"zh-Hans\" class=\"print book\">",
        "<title>字里行间报</title>",
        "<meta name=\"author\" content=\"林一白\">",
        "<meta name=\"date\" content=\"2024-03-05\">",
    ] {
        assert!(head.contains(part), "{part}");
    }
}

#[test]
fn a_book_without_chapters_or_parts_is_a_page_too() {
    let bundle = made(&book(&[]));
    assert!(page(&bundle).ends_with("</html>\n"));
    assert!(!page(&bundle).contains("<ol>"));
    assert!(!page(&bundle).contains("<nav class=\"back"));
}

#[test]
fn contents_nest_as_the_summary_does() {
    let mut book = book(&[("甲", None), ("乙", None), ("丙", None)]);
    let chapter = |index: usize, depth| Entry::Chapter {
        title: "x".to_owned(),
        chapter: Some(index),
        depth,
    };
    let draft = Entry::Chapter {
        title: "未写".to_owned(),
        chapter: None,
        depth: 1,
    };
    book.contents.entries = vec![
        chapter(0, 0),
        draft,
        chapter(1, 2),
        Entry::Separator,
        chapter(2, 0),
    ];
    let bundle = made(&book);
    let html = page(&bundle);
    let nav = &html[html.find("<nav").expect("contents")..html.find("</nav>").expect("its end")];
    let shape: String = nav
        .lines()
        .map(|line| line.replace(|c: char| !c.is_ascii(), ""))
        .filter(|line| line.contains("ol>") || line.contains("li"))
        .collect();
    let link = |id| {
        format!(
            "<a href=\"#{id}\"><span class=\"headline\"></span><span class=\"leader\" aria-hidden=\"true\"></span>\
             <span class=\"folio\" data-for=\"{id}\"></span></a>"
        )
    };
    let expected = format!(
        "<ol><li>{}<ol><li><span class=\"draft\"></span><ol><li>{}</li></ol></li></ol></li>\
         <li class=\"apart\">{}</li></ol>",
        link("a001"),
        link("a002"),
        link("a003"),
    );
    assert_eq!(shape, expected);
}

#[test]
fn the_imprint_counts_repairs_and_doubts() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = r#"{"repairs":[{"state":"made","sure":"sure"},{"state":"made","sure":"guess"},
        {"state":"held","sure":"guess"}]}"#;
    std::fs::write(folder.path().join("repairs.json"), ledger).expect("written");
    let mut book = book(&[("甲", None)]);
    book.folder = folder.path().to_owned();
    let bundle = made(&book);
    for row in ["<dt>修复</dt><dd>2</dd>", "<dt>存疑</dt><dd>2</dd>"] {
        assert!(page(&bundle).contains(row), "{row}");
    }
}

#[test]
fn articles_of_a_newspaper_run_on_within_their_part() {
    let mut book = book(&[("甲", None), ("乙", None), ("丙", None)]);
    book.config.print.design = Design::Newspaper;
    let bundle = made(&book);
    assert!(page(&bundle).contains("class=\"print newspaper columned run-on\""));
    let pages = file(&bundle, "styles/pages.css");
    for rule in ["#a001{page:r1}", "#a002{page:r1}", "#a003{page:r4}"] {
        assert!(pages.contains(rule), "{rule}\n{pages}");
    }
    assert!(
        pages.contains("@counter-style tr1{system:cyclic;symbols:\"第1版：要闻\";"),
        "the part's name in the head"
    );
    assert!(!pages.contains("counter-style ta001"));
}

#[test]
fn names_in_bylines_have_an_index() {
    let mut book = book(&[("甲", None), ("乙", None)]);
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    book.chapters[0].chapter.front.reporters = names(&["沈墨青", "何一行"]);
    book.chapters[1].chapter.front.reporters = names(&["沈墨青", "Ada Byron", "罗光宇"]);
    let bundle = made(&book);
    let html = page(&bundle);
    let index = &html[html.find("id=\"bylines\"").expect("an index")..];
    let listed: Vec<&str> = index
        .match_indices("<span class=\"name\">")
        .map(|(at, mark)| {
            index[at + mark.len()..]
                .split('<')
                .next()
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(listed, ["Ada Byron", "何一行", "沈墨青", "罗光宇"]);
    assert_eq!(index.matches("data-for=\"a001\"").count(), 2);
    assert_eq!(index.matches("data-for=\"a002\"").count(), 3);
    book.config.print.index = Some(false);
    assert!(!page(&made(&book)).contains("bylines\""));
}

#[test]
fn addresses_of_links_are_notes_unless_not_wanted() {
    let mut book = book(&[("甲", None)]);
    book.chapters[0].chapter.body = "见[字体史](https://example.org/type)。\n".to_owned();
    let bundle = made(&book);
    assert!(page(&bundle).contains("<span class=\"letter\">a</span> https://example.org/type</p>"));
    book.config.print.links = false;
    assert!(!page(&made(&book)).contains("class=\"addresses\""));
}

#[test]
fn notes_for_the_foot_stand_in_the_bundle_alone() {
    let mut book = book(&[("甲", None)]);
    book.chapters[0].chapter.body = "字[^1]。\n\n[^1]: 注文。\n".to_owned();
    let bundle = made(&book);
    assert!(!page(&bundle).contains("class=\"footnote\""));
    let index = file(&bundle, "index.html");
    assert!(index.contains(
        "1</a><span class=\"footnote\"><span class=\"backlink\">1</span> 注文。</span>。"
    ));
}

#[test]
fn a_note_of_a_note_and_a_character_that_is_none_leave_the_page_whole() {
    let mut book = book(&[("甲", None)]);
    let body = "乙\u{FDD1}丙\u{FDD0}丁[^a]。\n\n末句。\n\n[^a]: 戊[^b]\n\n[^b]: 己\n";
    book.chapters[0].chapter.body = body.to_owned();
    let bundle = made(&book);
    let (page, index) = (page(&bundle), file(&bundle, "index.html"));
    assert!(page.contains("<p>末句。</p>"), "{page}");
    for (words, times) in [("戊<a", 1), ("</a> 己", 1), ("class=\"footnote\"", 0)] {
        assert_eq!(page.matches(words).count(), times, "{words}: {page}");
    }
    // the note that has a copy is hidden where notes stand at the foot, so the other one is not in it
    for (words, times) in [("戊<a", 2), ("</a> 己", 1), ("class=\"footnote\"", 1)] {
        assert_eq!(index.matches(words).count(), times, "{words}: {index}");
    }
    assert!(!index.contains("footed\" id=\"a001-n2\""), "{index}");
}

#[test]
fn styles_of_the_book_extend_and_replace_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let styles = folder.path().join("styles");
    std::fs::create_dir_all(styles.join("fonts")).expect("made");
    let write = |name: &str, text: &str| std::fs::write(styles.join(name), text).expect("written");
    write("screen.css", "body{color:teal}");
    write(
        "house.css",
        "@import \"far.css\";\n@font-face{font-family:House;src:url('fonts/house.woff2')}\n\
         p{background:url(https://example.org/x.png)}\n/* </style> */",
    );
    write("fonts/house.woff2", "font");
    let mut book = book(TWO);
    book.folder = folder.path().to_owned();
    let gallery = Gallery::of(&book, None);
    let mut made = Bundle::default();
    let said = print::write(&book, &gallery, &mut made.html, &mut made.zip).expect("made");
    let codes: Vec<&str> = said.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["print/style-address"; 2]);
    let html = page(&made);
    assert!(html.contains("<style media=\"screen\">\nbody{color:teal}</style>"));
    assert!(html.contains("src:url(\"data:font/woff2;base64,Zm9udA==\")"));
    assert!(!html.contains("example.org") && !html.contains("far.css"));
    assert_eq!(
        html.matches("<style").count(),
        html.matches("</style>").count()
    );
    assert_eq!(file(&made, "styles/fonts/house.woff2"), "font");
    let index = file(&made, "index.html");
    assert!(index.contains("href=\"styles/house.css\""), "{index}");
    assert!(file(&made, "styles/house.css").contains("url(\"fonts/house.woff2\")"));
}

#[test]
fn the_page_for_the_pdf_counts_its_front_apart_and_shows_what_is_cut_off() {
    let mut book = book(TWO);
    book.config.print.bleed = 9.0;
    let gallery = Gallery::of(&book, None);
    let mut html = Vec::new();
    print::for_pdf(&book, &gallery, &mut html).expect("made");
    let html = String::from_utf8(html).expect("UTF-8");
    assert!(html.contains("@page{size:437.528pt 613.276pt;"));
    assert!(html.contains("@page contents{counter-increment:contents front}"));
    assert!(html.contains("@page a001{counter-increment:a001 folio}"));
    assert!(html.contains("content:counter(front,lower-roman)"));
    assert!(!page(&made(&book)).contains("counter(folio)"));
}

#[test]
fn lines_may_run_downwards() {
    let mut book = book(&[("甲", None)]);
    book.config.print.vertical = true;
    book.chapters[0].chapter.body = "他说“好”，2024年。\n".to_owned();
    let bundle = made(&book);
    assert!(page(&bundle).contains("他说『好』，<span class=\"upright\">2024</span>年。"));
    let pages = file(&bundle, "styles/pages.css");
    let margins = |of: &str| {
        let rule = pages.split(of).nth(1).expect("a rule");
        let rule = rule
            .split("margin:")
            .nth(1)
            .and_then(|rest| rest.split(['}', ';']).next());
        rule.expect("margins")
            .split(' ')
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (odd, even) = (margins("@page{size"), margins("@page :left{"));
    assert_eq!(
        (&odd[1], &odd[3]),
        (&even[3], &even[1]),
        "bound at the other side"
    );
}
