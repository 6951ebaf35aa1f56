//! What repairs can be filtered by, rule and sureness, and the words for a repair's evidence.

use super::words::Words;
use super::write::{add, escape};
use crate::explain;
use crate::text::{Evidence, Ledger, Repair, Sureness};
use std::collections::BTreeMap;

/// The rules of a ledger, by number.
pub(super) struct Filter {
    /// Of each rule its number and how many repairs it has.
    rules: BTreeMap<&'static str, (usize, usize)>,
}

impl Filter {
    /// Numbers the rules of `ledger`.
    pub fn new(ledger: &Ledger) -> Self {
        let mut rules: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
        for repair in &ledger.repairs {
            rules.entry(repair.rule).or_default().1 += 1;
        }
        for (number, rule) in rules.values_mut().enumerate() {
            rule.0 = number;
        }
        Self { rules }
    }

    /// Writes the attributes by which the filters find `repair`.
    pub fn mark(&self, out: &mut String, repair: &Repair) {
        let rule = self.rules.get(repair.rule).map_or(0, |rule| rule.0);
        let sure = sureness(repair);
        add(out, format_args!(" data-k=\"{rule}\" data-s=\"{sure}\""));
    }

    /// Writes the bar above the desk: filters and the keys that move between doubts. A script shows it.
    pub fn bar(&self, out: &mut String, words: &Words) {
        let b = &words.bar;
        add(
            out,
            format_args!(
                "<form class=\"bar\" id=\"bar\" aria-label=\"{}\" data-shown=\"{}\" hidden>\n<label>{} <select id=\"rule\"><option value=\"\">{}</option>\n",
                b.tools, b.shown, b.rule, b.all
            ),
        );
        for (rule, (number, count)) in &self.rules {
            add(out, format_args!("<option value=\"{number}\">"));
            escape(out, &words.say(explain::title(rule)));
            add(out, format_args!(" ({count})</option>\n"));
        }
        add(
            out,
            format_args!(
                "</select></label>\n<label>{} <select id=\"sure\"><option value=\"\">{}</option>\
                 <option value=\"d\">{}</option><option value=\"l\">{}</option>\
                 <option value=\"s\">{}</option></select></label>\n<output id=\"shown\"></output>\n",
                b.sure,
                b.all,
                words.doubts,
                words.sureness(0.8),
                words.sureness(1.0)
            ),
        );
        let keys = [
            ("prev-doubt", "P", b.previous_doubt),
            ("next-doubt", "N", b.next_doubt),
            ("prev", "K", b.previous),
            ("next", "J", b.next),
        ];
        out.push_str("<span class=\"keys\">");
        for (id, key, label) in keys {
            let small = key.to_ascii_lowercase();
            add(
                out,
                format_args!(
                    "<button type=\"button\" id=\"{id}\" aria-keyshortcuts=\"{small}\">{label} <kbd>{key}</kbd></button>\n"
                ),
            );
        }
        out.push_str("</span>\n</form>\n");
    }
}

fn sureness(repair: &Repair) -> char {
    match Sureness::of(repair.score) {
        _ if repair.is_doubt() => 'd',
        Sureness::Sure => 's',
        _ => 'l',
    }
}

/// Writes what spoke for `repair` and against it, the loudest first.
pub(super) fn evidence(out: &mut String, repair: &Repair, words: &Words) {
    let mut all = repair.evidence.clone();
    all.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let (spoke_for, against): (Vec<Evidence>, Vec<Evidence>) =
        all.into_iter().partition(|one| one.weight > 0.0);
    for (label, class, list) in [
        (words.bar.spoke_for, "for", spoke_for),
        (words.bar.against, "against", against),
    ] {
        if list.is_empty() {
            continue;
        }
        add(
            out,
            format_args!("<p class=\"why {class}\"><b>{label}</b> "),
        );
        for (i, one) in list.into_iter().enumerate() {
            if i > 0 {
                out.push_str(words.bar.semicolon);
            }
            escape(out, &words.say(explain::evidence(one.name)));
            let weight = format!("{:+.1}", one.weight).replace('-', "−");
            add(out, format_args!(" <small>{weight}</small>"));
        }
        out.push_str("</p>\n");
    }
}
