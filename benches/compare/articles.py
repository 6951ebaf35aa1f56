"""Makes books of any number of articles out of a small vocabulary, the same every time.

Each article has a headline, two subheads and eight paragraphs, about 1,600 characters in all, and stands in a file of
its own with front matter, as offprint's import writes them. No text is taken from anywhere: sentences are put together
from the lists below by a small generator of pseudo-random numbers: they look like Chinese without meaning anything, and
compress a little worse than prose does.
"""

import pathlib

WORDS = (
    "河岸 石桥 渡口 堤坝 街角 集市 屋檐 院落 巷口 台阶 井台 钟楼 戏台 磨坊 茶摊 粮仓 船坞 水渠 苗圃 长廊 公园 书架 展柜 花窗 "
    "竹篮 地图 学堂 渡船 灯塔 旧书 铅字 油墨 纸张 版面 字盘 校样 封面 目录 插图 边框 标题 段落 页码 书脊 木版 印章 信笺 账本 "
    "剪报 档案 日历 票据 样稿 手稿 画册 词典 课本 报架 信箱 门牌 招牌 灯笼 窗台 炉火 水缸 竹竿 麻绳 铁锹 锯子 刨花 砂纸 漆桶 "
    "清晨 午后 傍晚 深夜 春天 夏末 秋分 冬至 雨季 雪后 节前 周末 往年 近来 从前 后来 起初 末了 当时 如今 片刻 多年 整天 半日 "
    "居民 匠人 教师 学生 船工 果农 邮差 店主 木匠 医生 司机 园丁 裁缝 厨师 歌手 画家 诗人 编辑 排字工 校对员 修表匠 护林员 "
    "修缮 整理 照看 登记 搬运 清点 丈量 绘制 抄写 擦拭 分发 打磨 编号 晾晒 装订 讲解 拍摄 种植 疏通 粉刷 试验 展出 讨论 收集 "
    "寻找 辨认 比较 记录 补写 删去 核对 归还 借阅 寄出 收到 打开 合上 翻到 指着 望见 听说 想起 忘记 学会 教给 送往 留下 带走 "
    "仔细 耐心 轮流 按时 一同 悄悄 反复 认真 先后 分头 逐一 连夜 当场 照旧 从容 勉强 偶尔 常常 渐渐 忽然 果然 居然 索性 尽量 "
    "安静 明亮 潮湿 干燥 宽敞 狭窄 陈旧 崭新 结实 轻巧 沉重 细密 粗糙 光滑 温暖 寒冷 热闹 冷清 整齐 凌乱 完整 残缺 清楚 模糊 "
    "道理 办法 缘故 样子 声音 颜色 气味 分寸 次序 尺寸 重量 价钱 名字 来历 用处 好处 难处 心思 手艺 功夫 脾气 习惯 约定 传说"
).split()
NAMES = "安柏昌德恩芳谷海禾嘉俊可兰茂宁培清若山棠万溪新岩永泽知舟子白长春冬凡光和华景凯乐明南平秋仁松桐文晓雪阳云真竹"
SURNAMES = "陈林黄周吴徐孙马朱胡郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金"
PLACES = "村 镇 桥 街 巷 湾 渡 堤 岭 塘 坊 里 洲 桥头 口".split()

LENGTH = 170  # characters of a paragraph, at least


class Dice:
    """A linear congruential generator (Knuth's MMIX constants): the same sequence on every Python."""

    def __init__(self, seed):
        self.state = seed * 2654435761 + 1

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def of(self, choices):
        return choices[self.below(len(choices))]


def name(dice):
    return dice.of(SURNAMES) + dice.of(NAMES) + (dice.of(NAMES) if dice.below(3) else "")


def place(dice):
    return dice.of(NAMES) + dice.of(NAMES) + dice.of(PLACES)


def words(dice, count):
    return "".join(dice.of(WORDS) for _ in range(count))


def sentence(dice):
    shapes = [
        lambda: f"{words(dice, 3)}的{words(dice, 2)}，{place(dice)}的{name(dice)}{words(dice, 4)}，{words(dice, 3)}。",
        lambda: f"{place(dice)}有{dice.below(90) + 10}处{words(dice, 2)}，由{name(dice)}和{name(dice)}{words(dice, 3)}。",
        lambda: f"“{words(dice, 2)}，{words(dice, 3)}。”{name(dice)}一边{words(dice, 2)}，一边对{name(dice)}说。",
        lambda: f"从{place(dice)}到{place(dice)}，{dice.below(9) + 2}.{dice.below(10)}公里的路上，{words(dice, 5)}。",
        lambda: f"{words(dice, 1)}，{words(dice, 2)}、{words(dice, 2)}、{words(dice, 2)}都{words(dice, 3)}；{words(dice, 4)}。",
    ]
    return dice.of(shapes)()


def paragraph(dice):
    text = ""
    while len(text) < LENGTH:
        text += sentence(dice)
    return text


def article(number):
    """An article's headline, and its file's text."""
    dice = Dice(number)
    headline = f"{place(dice)}{words(dice, 3)}　{words(dice, 4)}"
    blocks = []
    for part in range(8):
        if part in (2, 5):
            blocks.append(f"## {words(dice, 2)}：{place(dice)}的{words(dice, 1)}")
        blocks.append(paragraph(dice))
    front = [f'title: "{headline}"', 'paper: "字里行间报"', f'page: "{number // 8 + 1:02}"', 'lang: "zh-Hans"']
    text = "---\n" + "\n".join(front) + "\n---\n\n# " + headline + "\n\n" + "\n\n".join(blocks) + "\n"
    return headline, text


def make(folder, count):
    """Writes a book of `count` articles and returns its article files in order."""
    folder = pathlib.Path(folder)
    (folder / "src").mkdir(parents=True)
    width = max(3, len(str(count)))
    files, contents = [], ["# Summary", ""]
    for number in range(1, count + 1):
        headline, text = article(number)
        path = folder / "src" / f"{number:0{width}}-article.md"
        path.write_text(text, "utf-8")
        files.append(path)
        contents.append(f"- [{headline}]({path.name})")
    (folder / "src" / "SUMMARY.md").write_text("\n".join(contents) + "\n", "utf-8")
    settings = ["[book]", 'title = "字里行间"', 'language = "zh-Hans"', 'date = "2024-01-11"', 'slug = "compare"', ""]
    (folder / "book.toml").write_text("\n".join(settings), "utf-8")
    return files
