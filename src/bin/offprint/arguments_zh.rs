//! The command line in Chinese: help, and what is wrong with arguments.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use offprint::diagnostic::{Diagnostic, Text};

/// What each command does; the first is the program itself.
const COMMANDS: &[(&str, &str)] = &[
    ("offprint", "修复报纸版面上的文章，制成一本书"),
    ("build", "制作书的各版本；也可由版面一步到位"),
    (
        "import",
        "修复版面上的文章，或拆开 EPUB，写成可以编辑的书文件夹",
    ),
    ("undo", "撤销向书的上一次导入"),
    ("check", "找出值得再看一眼的地方"),
    ("fmt", "把各章整理成统一的格式，不改动文字"),
    ("export", "为其他程序写出各章"),
    ("explain", "说明一个代码的含义并举例；不给代码则列出全部"),
    ("new", "创建一本小书，供入门"),
    ("completions", "写出 shell 补全命令和选项所需的脚本"),
    ("man", "写出手册页"),
    ("help", "显示本帮助或某个命令的帮助"),
];

/// What each argument means: its command (`*` for all), its name, the words.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "*",
        "message_format",
        "信息的形式：human 供人阅读，json 在标准输出上每行一个对象，sarif 在标准输出上一份 SARIF 记录［默认 human］",
    ),
    (
        "*",
        "messages",
        "信息的语言：en 或 zh；不给则依系统语言，再则英文",
    ),
    ("*", "quiet", "只说警告和错误"),
    ("*", "verbose", "多说一些：每条规则修复了多少次"),
    (
        "*",
        "color",
        "何时用颜色：auto、always 或 never［默认 auto］",
    ),
    ("*", "help", "显示帮助"),
    ("*", "version", "显示版本"),
    ("*", "title", "书名"),
    ("*", "paper", "报纸名"),
    ("*", "date", "出版日期，如 2024-01-11"),
    ("*", "page", "版面上印的版号，如 A04"),
    (
        "*",
        "lang",
        "版面的语言：zh-Hans、zh-Hant、en 等；不给则由文字判断",
    ),
    ("*", "force", "替换改动过的章，而不与之合并"),
    ("undo", "folder", "书文件夹［默认当前文件夹］"),
    (
        "undo",
        "force",
        "此后改动过的文件也恢复原样；改动会保存在 .offprint/before",
    ),
    ("*", "trace", "把每个阶段的结果以文本写入 DIR"),
    ("*", "strict", "有警告时以状态 1 结束"),
    (
        "build",
        "paths",
        "书文件夹，或版面：文本文件、文本文件的文件夹，或表示标准输入的 `-`",
    ),
    (
        "build",
        "output",
        "书：各版本写到哪里，代替书中的 dist；版面：要创建的书文件夹",
    ),
    ("build", "only", "只做一种版本：epub 或 print"),
    ("build", "pdf", "同时通过 Chromium 或 Chrome 印出 NAME.pdf"),
    (
        "build",
        "profile",
        "EPUB 给谁看：generic 处处可读，kobo、kindle、apple 只改各自不同之处",
    ),
    (
        "import",
        "paths",
        "版面：文本文件、文本文件的文件夹，或表示标准输入的 `-`；或一个 EPUB",
    ),
    ("import", "output", "要创建的，或要添加到的书文件夹"),
    ("import", "dry_run", "不写任何文件，只说会做什么"),
    (
        "check",
        "folder",
        "书文件夹，或任何 EPUB 文件［默认当前文件夹］",
    ),
    (
        "check",
        "fix",
        "直接改正不必判断的地方，不改动文字：半角标点、破折号、省略号、空格",
    ),
    ("fmt", "folder", "书文件夹［默认当前文件夹］"),
    (
        "fmt",
        "check",
        "不写任何文件；有需要整理的章时以状态 1 结束",
    ),
    ("export", "folder", "书文件夹［默认当前文件夹］"),
    (
        "export",
        "to",
        "给什么用：plain、pandoc、mdbook、hugo、zola、obsidian、docx",
    ),
    ("export", "output", "要创建的文件夹"),
    (
        "explain",
        "code",
        "信息与 repairs.json 中的代码，如 `restore/joined-paragraph`",
    ),
    ("new", "folder", "要创建的文件夹"),
    (
        "completions",
        "shell",
        "哪一种 shell：bash、zsh、fish、elvish、powershell",
    ),
    (
        "man",
        "output",
        "把每个命令的手册页写入 DIR；不给则把第一页写到标准输出",
    ),
];

/// The words beside examples.
const EXAMPLES: &[(&str, &str)] = &[
    ("Examples:", "例："),
    (
        "a page to a book folder, an EPUB and a page to print",
        "由一个版面制成书文件夹、EPUB 和打印页",
    ),
    (
        "the editions again, after editing my-book/src",
        "修改 my-book/src 之后重新制作",
    ),
    ("what deserves a second look", "值得再看一眼的地方"),
    (
        "`offprint help COMMAND` has more examples.",
        "`offprint help 命令` 有更多例子。",
    ),
    (
        "the book in this folder, into its dist/",
        "当前文件夹中的书，写到其 dist/",
    ),
    (
        "pages to book folder and editions",
        "由版面制成书文件夹和各版本",
    ),
    (
        "put right what needs no judgement",
        "直接改正不必判断的地方",
    ),
    ("one more page for the same book", "为同一本书添加一个版面"),
    (
        "the same page again: merged with what you edited",
        "同一版面再导入一次：与你的改动合并",
    ),
    (
        "every file as it was before the last import",
        "每个文件恢复到上次导入之前",
    ),
    ("an EPUB, whoever made it", "EPUB，无论由谁制作"),
];

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// The command line `command` with its help in Chinese.
pub fn translated(mut command: Command) -> Command {
    // only then are the arguments there that every command has
    command.build();
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let mut command = one(command);
    for name in names {
        command = command.mut_subcommand(name, one);
    }
    command
}

fn one(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let about = COMMANDS.iter().find(|(of, _)| *of == name);
    let examples = command.get_after_help().map(|text| {
        let text = text.to_string();
        let say = |text: String, (en, zh): &(&str, &str)| text.replace(en, zh);
        EXAMPLES.iter().fold(text, say)
    });
    let command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .mut_args(|arg| argument(&name, arg));
    let command = match about {
        Some((_, about)) => command.about(*about),
        None => command,
    };
    match examples {
        Some(examples) => command.after_help(examples),
        None => command,
    }
}

fn argument(command: &str, arg: Arg) -> Arg {
    let heading = match arg.get_help_heading() {
        Some(_) => "用于版面的选项",
        None if arg.is_positional() => "参数",
        None => "选项",
    };
    let words = words(command, arg.get_id().as_str());
    let arg = arg
        .help_heading(heading)
        .hide_possible_values(true)
        .hide_default_value(true);
    match words {
        Some(words) => arg.help(words),
        None => arg,
    }
}

fn words(command: &str, id: &str) -> Option<&'static str> {
    let of = |wanted: &str| ARGUMENTS.iter().find(|(c, i, _)| *c == wanted && *i == id);
    of(command).or_else(|| of("*")).map(|(_, _, words)| *words)
}

/// What is wrong with the arguments.
pub fn fault(error: &clap::Error) -> Diagnostic {
    let english = error.render().to_string();
    let english = english
        .lines()
        .next()
        .unwrap_or("")
        .trim_start_matches("error: ");
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join("、"),
        _ => String::new(),
    };
    let argument = word(ContextKind::InvalidArg);
    let chinese = match error.kind() {
        ErrorKind::InvalidValue if word(ContextKind::InvalidValue).is_empty() => {
            format!("`{argument}` 缺少值")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!(
                "`{argument}` 的值 `{}` 不能用",
                word(ContextKind::InvalidValue)
            )
        }
        ErrorKind::UnknownArgument => format!("没有 `{argument}` 这个参数"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 `{}` 这个命令", word(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => {
            format!("`{argument}` 不能与 `{}` 同用", word(ContextKind::PriorArg))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有给出命令".to_owned()
        }
        _ => format!("参数有误：{english}"),
    };
    let message = Text {
        en: english.to_owned(),
        zh: chinese,
    };
    Diagnostic::error("cli/arguments", message).cure(cure(error))
}

fn cure(error: &clap::Error) -> Text {
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let near = near.into_iter().find_map(|kind| match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => words.first().cloned(),
        _ => None,
    });
    match near {
        Some(near) => offprint::say!("did you mean `{near}`?", "是不是 `{near}`？"),
        None => offprint::say!(
            "`offprint --help` lists commands and options",
            "`offprint --help` 列出命令和选项"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Args;
    use clap::CommandFactory;

    #[test]
    fn everything_has_chinese_words() {
        let mut command = Args::command();
        command.build();
        let subs: Vec<&Command> = command.get_subcommands().collect();
        for sub in subs.into_iter().chain([&command]) {
            let name = sub.get_name();
            assert!(COMMANDS.iter().any(|(of, _)| *of == name), "{name}");
            for arg in sub.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(words(name, id).is_some(), "{name} {id}");
            }
        }
    }

    #[test]
    fn nothing_has_words_without_being_there() {
        let mut command = Args::command();
        command.build();
        for (of, id, _) in ARGUMENTS {
            let mut subs = command
                .get_subcommands()
                .filter(|sub| *of == "*" || sub.get_name() == *of);
            let there = subs.any(|sub| sub.get_arguments().any(|arg| arg.get_id() == *id));
            assert!(there || *id == "version", "{of} {id}");
        }
    }

    #[test]
    fn help_is_chinese() {
        let help = translated(Args::command()).render_long_help().to_string();
        assert!(help.starts_with("修复报纸版面"), "{help}");
        let build = translated(Args::command())
            .find_subcommand_mut("build")
            .map(|c| c.render_help().to_string());
        assert!(build.is_some_and(|help| help.contains("当前文件夹中的书")));
        for english in [
            "Usage", "Options", "Commands", "Print", "possible", "Examples",
        ] {
            assert!(!help.contains(english), "{english} in {help}");
        }
    }
}
