//! XHTML: elements and attributes that there are, and where they may stand.
//!
//! Not the whole of HTML's grammar: what makers get wrong, and what can be said without a doubt.

use super::metadata::is_language;
use super::{Finds, Spot};
use crate::diagnostic::Text;
use crate::reader::{Content, Element};
use crate::say;
use std::collections::BTreeSet;

const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The elements of HTML (living standard, as EPUB 3.3 takes them over).
const ELEMENTS: &str = " a abbr address area article aside audio b base bdi bdo blockquote body br button canvas \
    caption cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption \
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link \
    main map mark menu meta meter nav noscript object ol optgroup option output p param picture pre progress q rb rp \
    rt rtc ruby s samp script search section select slot small source span strong style sub summary sup table tbody \
    td template textarea tfoot th thead time title tr track u ul var video wbr ";
/// Elements of blocks: they do not stand among words.
const BLOCKS: &str = " address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 \
    h5 h6 header hgroup hr main nav ol p pre section table ul li tr td th tbody dt dd ";
/// Elements that hold words only.
const WORDS: &str = " p h1 h2 h3 h4 h5 h6 span em strong b i u s small sub sup code kbd samp var q cite abbr dfn mark \
    time label pre rt bdo bdi data ";
/// Attributes of older HTML, and where one of them is no fault.
const OLD: &[(&str, &str)] = &[
    ("align", ""),
    ("bgcolor", ""),
    ("background", ""),
    ("border", ""),
    ("cellpadding", ""),
    ("cellspacing", ""),
    ("clear", ""),
    ("color", "link"),
    ("face", ""),
    ("hspace", ""),
    ("vspace", ""),
    ("link", ""),
    ("noshade", ""),
    ("nowrap", ""),
    ("size", "input select"),
    ("valign", ""),
    ("vlink", ""),
    (
        "width",
        "img video canvas iframe embed object input source svg image rect",
    ),
    (
        "height",
        "img video canvas iframe embed object input source svg image rect",
    ),
    (
        "name",
        "meta input select textarea button form iframe map object param output slot fieldset details",
    ),
];

pub(super) fn look(path: &str, text: &str, root: &Element, finds: &mut Finds<'_>) {
    let mut page = Page {
        path,
        text,
        finds,
        ids: BTreeSet::new(),
    };
    if root.local() != "html" || root.attribute("xmlns") != Some(XHTML) && !root.name.contains(':')
    {
        return page.fault(
            root,
            say!(
                "the root is not `<html xmlns=\"{XHTML}\">`",
                "根元素不是 `<html xmlns=\"{XHTML}\">`"
            ),
            say!("write it so", "请这样写"),
        );
    }
    page.head(root);
    page.walk(root);
    for element in root.all() {
        for name in ["aria-labelledby", "aria-describedby", "for", "headers"] {
            for id in element.attribute(name).unwrap_or("").split_whitespace() {
                if !page.ids.contains(id) {
                    page.fault(
                        element,
                        say!(
                            "`{name}=\"{id}\"` names no element",
                            "`{name}=\"{id}\"` 没有所指的元素"
                        ),
                        say!("name an id of this file", "请写本文件中的 id"),
                    );
                }
            }
        }
    }
}

struct Page<'p, 'n> {
    path: &'p str,
    text: &'p str,
    finds: &'p mut Finds<'n>,
    ids: BTreeSet<String>,
}

impl Page<'_, '_> {
    fn fault(&mut self, element: &Element, message: Text, cure: Text) {
        let spot = Spot::At(self.path, self.text, element.at);
        self.finds
            .error("epub/markup", "RSC-005", &spot, message, cure);
    }

    fn head(&mut self, root: &Element) {
        if root.attribute("lang").is_none() && root.attribute("xml:lang").is_none() {
            self.finds.warning(
                "epub/accessibility",
                "",
                &Spot::At(self.path, self.text, root.at),
                say!("the page does not say its language", "页面没有标明语言"),
                say!(
                    "write `lang=\"zh-Hans\" xml:lang=\"zh-Hans\"` on `html`: voices and letter forms depend on it",
                    "请在 `html` 上写 `lang=\"zh-Hans\" xml:lang=\"zh-Hans\"`：朗读和字形都靠它"
                ),
            );
        }
        let (head, body) = (root.child("head"), root.child("body"));
        if head.is_none() || body.is_none() {
            self.fault(
                root,
                say!("`head` or `body` is missing", "缺少 `head` 或 `body`"),
                say!("a page has both", "页面两者都要有"),
            );
        }
        let Some(head) = head else { return };
        let titles: Vec<&Element> = head
            .elements()
            .filter(|one| one.local() == "title")
            .collect();
        let cure = || {
            say!(
                "write one `<title>` with the chapter's title",
                "请写一个 `<title>`，内容为本章标题"
            )
        };
        match titles[..] {
            [title] if title.text().trim().is_empty() => {
                self.fault(title, say!("the title is empty", "`title` 是空的"), cure());
            }
            [_] => {}
            // the older checker's rule, and a warning in the newer one
            [] => {
                let spot = Spot::At(self.path, self.text, head.at);
                let message = say!("the page has no title", "页面没有 `title`");
                self.finds
                    .warning("epub/markup", "RSC-017", &spot, message, cure());
            }
            [_, second, ..] => self.fault(
                second,
                say!("the page has two titles", "页面有两个 `title`"),
                cure(),
            ),
        }
    }

    fn walk(&mut self, root: &Element) {
        let mut waiting: Vec<(&Element, Option<&Element>, bool)> = vec![(root, None, false)];
        while let Some((element, parent, in_link)) = waiting.pop() {
            self.identity(element);
            let foreign =
                element.name.contains(':') || matches!(element.name.as_str(), "svg" | "math");
            if foreign {
                // other vocabularies: ids only
                for inner in element.all().into_iter().skip(1) {
                    self.identity(inner);
                }
                continue;
            }
            self.element(element, parent, in_link);
            let in_link = in_link || element.name == "a";
            waiting.extend(
                element
                    .elements()
                    .rev()
                    .map(|child| (child, Some(element), in_link)),
            );
        }
    }

    fn identity(&mut self, element: &Element) {
        let Some(id) = element.attribute("id") else {
            return;
        };
        if id.is_empty() || id.contains(char::is_whitespace) {
            self.fault(
                element,
                say!("`{id}` cannot be an id", "`{id}` 不能作 id"),
                say!("write it without spaces", "不要含空格"),
            );
        }
        if !self.ids.insert(id.to_owned()) {
            let spot = Spot::At(self.path, self.text, element.at);
            let message = say!(
                "the id `{id}` stands twice in this file",
                "id `{id}` 在本文件中出现两次"
            );
            let cure = say!(
                "rename one of them, and the links that lead to it",
                "请改其中一个，并改相应的链接"
            );
            self.finds
                .error("epub/duplicate-id", "RSC-005", &spot, message, cure);
        }
    }

    fn element(&mut self, element: &Element, parent: Option<&Element>, in_link: bool) {
        let name = element.name.as_str();
        if !is_one(ELEMENTS, name) {
            return self.fault(
                element,
                say!("there is no element `<{name}>`", "没有 `<{name}>` 这个元素"),
                say!(
                    "use an element of HTML with a class, and style that",
                    "请用 HTML 元素加 class，再用样式表修饰"
                ),
            );
        }
        let within = parent.map_or("", |parent| parent.name.as_str());
        let wanted: &[&str] = match name {
            "li" => &["ul", "ol", "menu", "template"],
            "tr" => &["table", "thead", "tbody", "tfoot", "template"],
            "td" | "th" => &["tr", "template"],
            "thead" | "tbody" | "tfoot" | "caption" | "colgroup" => &["table", "template"],
            "dt" | "dd" => &["dl", "div", "template"],
            "figcaption" => &["figure"],
            "body" | "head" => &["html"],
            _ => &[],
        };
        let misplaced = !wanted.is_empty() && !wanted.contains(&within);
        let among_words = is_one(WORDS, within) && is_one(BLOCKS, name);
        let only: &[&str] = match within {
            "ul" | "ol" => &["li", "script", "template"],
            "table" => &[
                "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "script", "template",
            ],
            "tr" => &["td", "th", "script", "template"],
            "thead" | "tbody" | "tfoot" => &["tr", "script", "template"],
            "dl" => &["dt", "dd", "div", "script", "template"],
            _ => &[],
        };
        let refused = !only.is_empty() && !only.contains(&name);
        if misplaced || among_words || refused {
            self.fault(
                element,
                say!(
                    "`<{name}>` may not stand in `<{within}>`",
                    "`<{name}>` 不能放在 `<{within}>` 里"
                ),
                say!("close `<{within}>` before it", "请先结束 `<{within}>`"),
            );
        }
        if name == "a" && in_link {
            self.fault(
                element,
                say!("a link stands within a link", "链接里套了链接"),
                say!("end the outer one first", "请先结束外层链接"),
            );
        }
        let loose =
            |child: &Content| matches!(child, Content::Text(text) if !text.trim().is_empty());
        if matches!(
            name,
            "ul" | "ol" | "dl" | "table" | "tr" | "tbody" | "thead" | "tfoot" | "html" | "head"
        ) && element.children.iter().any(loose)
        {
            self.fault(
                element,
                say!(
                    "words stand directly in `<{name}>`",
                    "文字直接放在 `<{name}>` 里"
                ),
                say!(
                    "put them into an element that holds words",
                    "请放进能容纳文字的元素"
                ),
            );
        }
        self.attributes(element);
    }

    fn attributes(&mut self, element: &Element) {
        let name = element.name.as_str();
        for (key, but) in OLD {
            if element.attribute(key).is_some() && !but.split(' ').any(|one| one == name) {
                self.fault(
                    element,
                    say!(
                        "`<{name}>` has no attribute `{key}`",
                        "`<{name}>` 没有 `{key}` 属性"
                    ),
                    say!("say it in the style sheet", "请写在样式表里"),
                );
            }
        }
        if name == "img" {
            if element
                .attribute("src")
                .is_none_or(|src| src.trim().is_empty())
            {
                self.fault(
                    element,
                    say!("the picture names no file", "图片没有写文件"),
                    say!("write `src=\"…\"`", "请写 `src=\"…\"`"),
                );
            }
            if element.attribute("alt").is_none() {
                self.finds.warning(
                    "epub/accessibility",
                    "",
                    &Spot::At(self.path, self.text, element.at),
                    say!("the picture has no alternative text", "图片没有替代文字"),
                    say!(
                        "write `alt=\"…\"`, or `alt=\"\"` when it is mere ornament",
                        "请写 `alt=\"……\"`；纯装饰写 `alt=\"\"`"
                    ),
                );
            }
        }
        let (lang, xml) = (element.attribute("lang"), element.attribute("xml:lang"));
        if let (Some(lang), Some(xml)) = (lang, xml)
            && !lang.eq_ignore_ascii_case(xml)
        {
            self.fault(
                element,
                say!(
                    "`lang` and `xml:lang` differ",
                    "`lang` 与 `xml:lang` 不一致"
                ),
                say!("write both alike", "请写成一样"),
            );
        }
        for tag in [lang, xml].into_iter().flatten() {
            if !tag.is_empty() && !is_language(tag) {
                let spot = Spot::At(self.path, self.text, element.at);
                let message = say!("`{tag}` is no language tag", "`{tag}` 不是语言标签");
                let cure = say!("write `zh-Hans`, with a hyphen", "请写 `zh-Hans`，用连字符");
                self.finds
                    .error("epub/markup", "OPF-092", &spot, message, cure);
                break;
            }
        }
        let role = element.attribute("role").unwrap_or("");
        if name == "article" && role.starts_with("doc-") {
            self.fault(
                element,
                say!(
                    "`article` cannot have the role `{role}`",
                    "`article` 不能有 `{role}` 角色"
                ),
                say!(
                    "write `<section role=\"{role}\">`",
                    "请写 `<section role=\"{role}\">`"
                ),
            );
        }
    }
}

fn is_one(list: &str, name: &str) -> bool {
    !name.is_empty() && list.split_whitespace().any(|one| one == name)
}
