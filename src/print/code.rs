//! Lines of code stand in elements of their own, so that a style sheet can show where a line had to
//! be turned over.

/// Puts each line of each `<pre><code>` into a `<span class="line">`. Code with markup within stays.
pub(super) fn lines(xhtml: &mut String) {
    const START: &str = "<pre><code";
    const END: &str = "</code></pre>";
    if !xhtml.contains(START) {
        return;
    }
    let mut out = String::with_capacity(xhtml.len() + 512);
    let mut rest = xhtml.as_str();
    while let Some(at) = rest.find(START) {
        let open = rest[at + START.len()..].find('>');
        let close = rest[at..].find(END);
        let (Some(open), Some(close)) = (open, close) else {
            break;
        };
        let (open, close) = (at + START.len() + open + 1, at + close);
        out.push_str(&rest[..open]);
        match rest.get(open..close) {
            Some(code) if !code.contains('<') => {
                for line in code.split_inclusive('\n') {
                    out.push_str(&format!("<span class=\"line\">{line}</span>"));
                }
            }
            Some(code) => out.push_str(code),
            None => {}
        }
        out.push_str(END);
        rest = &rest[close + END.len()..];
    }
    out.push_str(rest);
    *xhtml = out;
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_is_one() {
        let mut xhtml = "<pre><code class=\"x\">a\n b\n</code></pre><p>".to_owned();
        super::lines(&mut xhtml);
        assert_eq!(
            xhtml,
            "<pre><code class=\"x\"><span class=\"line\">a\n</span><span class=\"line\"> b\n</span></code></pre><p>"
        );
    }
}
