//! The bundle's note for the printer: what the pages are, and how to make a PDF of them.

use super::plan::Plan;
use crate::book::MM;

/// Its path in the bundle.
pub(super) const NAME: &str = "README.txt";

/// Writes it, in English, and in Chinese for a Chinese book.
pub(super) fn write(plan: &Plan<'_>) -> String {
    let sheet = &plan.sheet;
    let mm = |points: f32| (points / MM * 10.0).round() / 10.0;
    let title = plan.book.config.title.replace('\u{3000}', " ");
    let (width, height) = (mm(sheet.width), mm(sheet.height));
    let [head, foot, inner, outer] = sheet.margins.map(mm);
    let (size, leading) = (sheet.size, sheet.leading);
    let bleed = mm(sheet.bleed);
    let design = plan.print().design.name();
    let (sides, sides_zh) = match sheet.one_sided {
        true => ("one side of each leaf", "单面"),
        false => ("both sides", "双面"),
    };
    let (binding, binding_zh) = match sheet.vertical {
        true => ("right", "右"),
        false => ("left", "左"),
    };
    let (ink, ink_zh) = match plan.print().grey {
        true => ("one colour", "单色"),
        false => ("black and one accent", "黑与一种强调色"),
    };
    let english = format!(
        "{title}\n\n\
         Paper     {width} x {height} mm, {sides}, bound at the {binding}\n\
         Margins   head {head}, foot {foot}, inner {inner}, outer {outer} mm\n\
         Type      {size} on {leading} pt, {} ems a line, {} lines a page, {} column(s); design: {design}\n\
         Bleed     {bleed} mm\n\
         Ink       {ink}\n\n\
         Chromium or Chrome: open index.html, print, \"Save as PDF\"; paper size and margins are set.\n\
         Vivliostyle: vivliostyle build index.html --style styles/engines.css -o book.pdf\n\
         WeasyPrint: weasyprint -s styles/engines.css index.html book.pdf\n\
         engines.css adds page numbers to the contents, notes at the foot, and parts that open right.\n\n\
         All of these write RGB, no PDF/X. What has to be CMYK is converted afterwards, by Ghostscript for example.\n",
        sheet.measure, sheet.lines, sheet.columns,
    );
    if !plan.book.config.language.is_chinese() {
        return english;
    }
    format!(
        "{english}\n----\n\n\
         纸张　{width} × {height} 毫米，{sides_zh}，{binding_zh}侧装订\n\
         版心　{size} 磅字，行距 {leading} 磅，每行 {} 字，每页 {} 行，{} 栏\n\
         边距　天头 {head}，地脚 {foot}，内侧 {inner}，外侧 {outer} 毫米；出血 {bleed} 毫米\n\
         颜色　{ink_zh}\n\n\
         用 Chromium 或 Chrome 打开 index.html，打印为 PDF 即可，纸张与边距已设好。\n\
         用 Vivliostyle 或 WeasyPrint 时请加上 styles/engines.css：目录带页码，注释排在页脚，各版由右页起。\n\
         以上程序都输出 RGB，不输出 PDF/X；需要 CMYK 时请另行转换。\n",
        sheet.measure, sheet.lines, sheet.columns,
    )
}
