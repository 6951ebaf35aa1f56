//! SVG pictures: well-formed, of known size, and standing on their own.
//!
//! A book shows an SVG file as a picture, without network and without running anything; whatever
//! such a file loads from elsewhere would be missing, and a checker would refuse the book for it.

use super::picture::{Format, Picture};
use crate::diagnostic::Text;
use crate::say;
use crate::xml::{self, Element, Node};

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Judges the SVG picture in `text`.
pub(super) fn probe(text: &str) -> Result<Picture, Text> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut seen = Seen::default();
    xml::scan(text, &[], &mut |node| seen.node(&node)).map_err(|fault| {
        let line = text[..fault.at].matches('\n').count() + 1;
        let (en, zh) = (fault.reason.en, fault.reason.zh);
        say!(
            "SVG picture that cannot be used: {en} (line {line})",
            "SVG 图片无法使用：{zh}（第 {line} 行）"
        )
    })?;
    seen.picture
        .ok_or_else(|| say!("not an SVG picture", "不是 SVG 图片"))
}

#[derive(Default)]
struct Seen {
    picture: Option<Picture>,
    in_style: bool,
}

impl Seen {
    fn node(&mut self, node: &Node<'_>) -> Result<(), Text> {
        match node {
            Node::Open(element) => self.element(element)?,
            Node::Close => self.in_style = false,
            Node::Text(words) if self.in_style => check_style(words)?,
            Node::Text(_) => {}
            Node::Instruction(words) if words.starts_with("xml-stylesheet") => {
                return Err(loads(words));
            }
            Node::Instruction(_) => {}
        }
        Ok(())
    }

    fn element(&mut self, element: &Element<'_>) -> Result<(), Text> {
        if element.depth == 0 {
            self.root(element)?;
        }
        if element.local_name() == "script" {
            return Err(say!(
                "it holds a script, which a book does not run: remove it",
                "其中有脚本，书不运行脚本：请删去"
            ));
        }
        self.in_style = element.local_name() == "style";
        for (name, value) in element.attributes {
            let name = xml::local(name);
            if name.starts_with("on") {
                return Err(say!(
                    "the attribute `{name}` holds a script, which a book does not run: remove it",
                    "属性 `{name}` 是脚本，书不运行脚本：请删去"
                ));
            }
            let reference = matches!(name, "href" | "src") && element.local_name() != "a";
            if reference && !is_inside(value) {
                return Err(loads(value));
            }
            check_style(value)?;
        }
        Ok(())
    }

    fn root(&mut self, root: &Element<'_>) -> Result<(), Text> {
        if self.picture.is_some() {
            return Err(say!("it has two roots", "有两个根元素"));
        }
        let bound = match root.name.split_once(':') {
            Some((prefix, _)) => root.attribute(&format!("xmlns:{prefix}")),
            None => root.attribute("xmlns"),
        };
        if root.local_name() != "svg" || bound != Some(NAMESPACE) {
            return Err(say!(
                "its first element is not `<svg xmlns=\"{NAMESPACE}\">`: write it so",
                "第一个元素不是 `<svg xmlns=\"{NAMESPACE}\">`：请补上"
            ));
        }
        let (width, height) = size(root);
        self.picture = Some(Picture {
            format: Format::Svg,
            width,
            height,
        });
        Ok(())
    }
}

fn loads(what: &str) -> Text {
    let what: String = what.chars().take(60).collect();
    say!(
        "it loads `{what}` from outside: put it into the picture",
        "它从外部载入 `{what}`：请嵌入图片之中"
    )
}

/// Whether a reference stays within the file.
fn is_inside(reference: &str) -> bool {
    let reference = reference.trim();
    reference.is_empty() || reference.starts_with('#') || reference.starts_with("data:")
}

fn check_style(style: &str) -> Result<(), Text> {
    if style.contains("@import") {
        return Err(loads("@import"));
    }
    for part in style.split("url(").skip(1) {
        let reference = part.split(')').next().unwrap_or("");
        let reference = reference.trim().trim_matches(['"', '\'']);
        if !is_inside(reference) {
            return Err(loads(reference));
        }
    }
    Ok(())
}

/// Width and height in pixels: the attributes where both are absolute lengths, else the view box
/// (SVG 2 §8.2), else nothing.
fn size(root: &Element<'_>) -> (u32, u32) {
    let length = |name| root.attribute(name).and_then(pixels);
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return (width, height);
    }
    let view: Vec<f64> = root
        .attribute("viewBox")
        .unwrap_or("")
        .split([' ', ',', '\t', '\n', '\r'])
        .filter_map(|number| number.parse().ok())
        .collect();
    match view[..] {
        [_, _, width, height] => (rounded(width), rounded(height)),
        _ => (0, 0),
    }
}

/// A CSS length in pixels (CSS Values 4 §6.2); `None` for relative ones.
fn pixels(length: &str) -> Option<u32> {
    let length = length.trim();
    let unit =
        length.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-'));
    let number: f64 = length[..length.len() - unit.len()].parse().ok()?;
    let scale = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    Some(rounded(number * scale))
}

/// The nearest whole number of pixels, from 0 to a million.
fn rounded(pixels: f64) -> u32 {
    pixels.round().clamp(0.0, 1e6) as u32
}
